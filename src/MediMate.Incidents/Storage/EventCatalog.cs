using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MediMate.Incidents;

/// <summary>Which events there are, under which name each is kept, and how its older forms are read.</summary>
/// <remarks>Immutable. The engine has one; tests make their own.</remarks>
internal sealed class EventCatalog
{
    private readonly FrozenDictionary<string, EventEntry> _byName;
    private readonly FrozenDictionary<Type, EventEntry> _byType;

    /// <summary>Initializes a new instance of the <see cref="EventCatalog"/> class.</summary>
    public EventCatalog(ImmutableArray<EventEntry> entries)
    {
        _byName = entries.ToFrozenDictionary(entry => entry.Name, StringComparer.Ordinal);
        _byType = entries.ToFrozenDictionary(entry => entry.Type.Type);
        Names = [.. _byName.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Gets the events of the engine. Names are written out: a type that is renamed keeps the name under which it is stored.</summary>
    public static EventCatalog Engine { get; } = new(
    [
        Entry("Acknowledged", IncidentJson.Context.Acknowledged),
        Entry("AcknowledgementCleared", IncidentJson.Context.AcknowledgementCleared),
        Entry("AcknowledgementExpired", IncidentJson.Context.AcknowledgementExpired),
        Entry("AcknowledgementWatchEnded", IncidentJson.Context.AcknowledgementWatchEnded),
        Entry("AllKeysQuiet", IncidentJson.Context.AllKeysQuiet),
        Entry("Cancelled", IncidentJson.Context.Cancelled),
        Entry("ClockBreachWithdrawn", IncidentJson.Context.ClockBreachWithdrawn),
        Entry("ClockBreached", IncidentJson.Context.ClockBreached),
        Entry("ClockCancelled", IncidentJson.Context.ClockCancelled),
        Entry("ClockMet", IncidentJson.Context.ClockMet),
        Entry("ClockPaused", IncidentJson.Context.ClockPaused),
        Entry("ClockResumed", IncidentJson.Context.ClockResumed),
        Entry("ClockRetargeted", IncidentJson.Context.ClockRetargeted),
        Entry("ClockStarted", IncidentJson.Context.ClockStarted),
        Entry("ClockStopped", IncidentJson.Context.ClockStopped),
        Entry("ClockWarned", IncidentJson.Context.ClockWarned),
        Entry("EntryCorrected", IncidentJson.Context.EntryCorrected),
        Entry("EscalationEnded", IncidentJson.Context.EscalationEnded),
        Entry("EscalationExhausted", IncidentJson.Context.EscalationExhausted),
        Entry("EscalationRuleApplied", IncidentJson.Context.EscalationRuleApplied),
        Entry("EscalationRuleFailed", IncidentJson.Context.EscalationRuleFailed),
        Entry("EscalationStarted", IncidentJson.Context.EscalationStarted),
        Entry("EscalationStepDue", IncidentJson.Context.EscalationStepDue),
        Entry("EscalationStepRan", IncidentJson.Context.EscalationStepRan),
        Entry("EvidenceAdded", IncidentJson.Context.EvidenceAdded),
        Entry("ImpactDescribed", IncidentJson.Context.ImpactDescribed),
        Entry("IncidentDeclared", IncidentJson.Context.IncidentDeclared),
        Entry("ItemCompleted", IncidentJson.Context.ItemCompleted),
        Entry("ItemReopened", IncidentJson.Context.ItemReopened),
        Entry("ItemSkipped", IncidentJson.Context.ItemSkipped),
        Entry("KeyFiring", IncidentJson.Context.KeyFiring),
        Entry("KeyNotHeld", IncidentJson.Context.KeyNotHeld),
        Entry("KeyQuiet", IncidentJson.Context.KeyQuiet),
        Entry("KeysMoved", IncidentJson.Context.KeysMoved),
        Entry("NoteAdded", IncidentJson.Context.NoteAdded),
        Entry("PhaseChanged", IncidentJson.Context.PhaseChanged),
        Entry("PhaseSkipped", IncidentJson.Context.PhaseSkipped),
        Entry("Reassigned", IncidentJson.Context.Reassigned),
        Entry("Reopened", IncidentJson.Context.Reopened),
        Entry("ResponderJoined", IncidentJson.Context.ResponderJoined),
        Entry("RestorationVerified", IncidentJson.Context.RestorationVerified),
        Entry("Restored", IncidentJson.Context.Restored),
        Entry("ReviewCompleted", IncidentJson.Context.ReviewCompleted),
        Entry("SelfResolved", IncidentJson.Context.SelfResolved),
        Entry("SeverityChanged", IncidentJson.Context.SeverityChanged),
        Entry("SeverityConfirmed", IncidentJson.Context.SeverityConfirmed),
        Entry("SeveritySuggested", IncidentJson.Context.SeveritySuggested),
        Entry("SignalsObserved", IncidentJson.Context.SignalsObserved),
        Entry("Snoozed", IncidentJson.Context.Snoozed),
        Entry("SuggestionEscalated", IncidentJson.Context.SuggestionEscalated),
        Entry("SuggestionRejected", IncidentJson.Context.SuggestionRejected),
        Entry("UpdateSent", IncidentJson.Context.UpdateSent),
        Entry("UsersTold", IncidentJson.Context.UsersTold),
    ]);

    /// <summary>Gets the names of all events, sorted.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Gets the name under which an event is kept.</summary>
    public string NameOf(IncidentEvent happened) => happened is UnknownEvent unknown ? unknown.Name : EntryOf(happened).Name;

    /// <summary>Gets the number of the form in which an event is written.</summary>
    public int FormOf(IncidentEvent happened) => happened is UnknownEvent unknown ? unknown.Form : EntryOf(happened).Form;

    /// <summary>Tells whether this version knows a form of an event, the present one or an older one.</summary>
    public bool Knows(string name, int form) => _byName.TryGetValue(name, out var entry) && form >= 1 && form <= entry.Form;

    /// <summary>Writes an event in its present form; an unknown one as it was read.</summary>
    public byte[] Write(IncidentEvent happened) =>
        happened is UnknownEvent unknown ? [.. unknown.Content.OrEmpty()] : JsonSerializer.SerializeToUtf8Bytes(happened, EntryOf(happened).Type);

    /// <summary>Reads an event of any form.</summary>
    /// <exception cref="IncidentStoreException">The bytes are no such event.</exception>
    public IncidentEvent Read(string name, int form, ReadOnlySpan<byte> json)
    {
        if (form < 1)
        {
            throw new IncidentStoreException($"MMI3002: the stored event \"{name}\" has the form {form}; forms are counted from one.");
        }

        try
        {
            return Knows(name, form) ? ReadKnown(_byName[name], form, json) : ReadUnknown(name, form, json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new IncidentStoreException($"MMI3002: the stored event \"{name}\" cannot be read: {exception.Message}", exception);
        }
    }

    private static EventEntry Entry(string name, JsonTypeInfo type) => new() { Name = name, Type = type };

    private static IncidentEvent ReadKnown(EventEntry entry, int form, ReadOnlySpan<byte> json)
    {
        var current = json;
        foreach (var upcast in entry.Upcasts.AsSpan()[(form - 1)..])
        {
            current = upcast(current);
        }

        return (IncidentEvent?)JsonSerializer.Deserialize(current, entry.Type)
            ?? throw new IncidentStoreException($"MMI3002: the stored event \"{entry.Name}\" is null.");
    }

    private static UnknownEvent ReadUnknown(string name, int form, ReadOnlySpan<byte> json)
    {
        var content = json.ToArray();
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new IncidentStoreException($"MMI3002: the stored event \"{name}\" is no JSON object.");
        }

        return new UnknownEvent
        {
            Name = name,
            Form = form,
            Content = ImmutableCollectionsMarshal.AsImmutableArray(content),
            Sequence = Member(root, "sequence", IncidentJson.Context.Int64),
            OccurredAt = Member(root, "occurredAt", IncidentJson.Context.Instant),
            RecordedAt = Member(root, "recordedAt", IncidentJson.Context.Instant),
            Actor = Member(root, "actor", IncidentJson.Context.Actor) ?? Actor.System,
        };
    }

    // A later version may have changed even a common member: what cannot be read is left out, the bytes are kept whatever they say.
    private static T? Member<T>(JsonElement root, string name, JsonTypeInfo<T> type)
    {
        try
        {
            return root.TryGetProperty(name, out var member) ? member.Deserialize(type) : default;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return default;
        }
    }

    private EventEntry EntryOf(IncidentEvent happened) => _byType[happened.GetType()];
}
