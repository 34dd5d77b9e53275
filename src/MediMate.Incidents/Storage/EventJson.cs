using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MediMate.Incidents;

/// <summary>Writes events as bytes with a name, and reads them back.</summary>
/// <remarks>A name never changes; a changed form gets a new version. Safe for any number of threads.</remarks>
public static class EventJson
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> ByName = new JsonTypeInfo[]
    {
        IncidentJson.Context.Acknowledged,
        IncidentJson.Context.AllKeysQuiet,
        IncidentJson.Context.Cancelled,
        IncidentJson.Context.ClockBreachWithdrawn,
        IncidentJson.Context.ClockBreached,
        IncidentJson.Context.ClockCancelled,
        IncidentJson.Context.ClockMet,
        IncidentJson.Context.ClockPaused,
        IncidentJson.Context.ClockResumed,
        IncidentJson.Context.ClockStarted,
        IncidentJson.Context.ClockStopped,
        IncidentJson.Context.ClockWarned,
        IncidentJson.Context.EscalationEnded,
        IncidentJson.Context.EscalationExhausted,
        IncidentJson.Context.EscalationStarted,
        IncidentJson.Context.EscalationStepDue,
        IncidentJson.Context.EscalationStepRan,
        IncidentJson.Context.ImpactDescribed,
        IncidentJson.Context.IncidentDeclared,
        IncidentJson.Context.ItemCompleted,
        IncidentJson.Context.ItemReopened,
        IncidentJson.Context.ItemSkipped,
        IncidentJson.Context.KeyFiring,
        IncidentJson.Context.KeyNotHeld,
        IncidentJson.Context.KeyQuiet,
        IncidentJson.Context.NoteAdded,
        IncidentJson.Context.PhaseChanged,
        IncidentJson.Context.PhaseSkipped,
        IncidentJson.Context.Reopened,
        IncidentJson.Context.ResponderJoined,
        IncidentJson.Context.RestorationVerified,
        IncidentJson.Context.Restored,
        IncidentJson.Context.ReviewCompleted,
        IncidentJson.Context.SeverityConfirmed,
        IncidentJson.Context.SignalsObserved,
        IncidentJson.Context.UpdateSent,
        IncidentJson.Context.UsersTold,
    }.ToFrozenDictionary(type => type.Type.Name, StringComparer.Ordinal);

    /// <summary>Gets the names of all events.</summary>
    /// <value>Sorted, ordinal.</value>
    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    /// <summary>Gets the name under which an event is kept.</summary>
    /// <param name="happened">The event.</param>
    /// <returns>The name, for instance <c>Acknowledged</c>.</returns>
    public static string NameOf(IncidentEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return happened.GetType().Name;
    }

    /// <summary>Writes an event in its canonical form.</summary>
    /// <param name="happened">The event.</param>
    /// <returns>JSON in UTF-8; equal events give equal bytes.</returns>
    public static byte[] Write(IncidentEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, ByName[NameOf(happened)]);

    /// <summary>Reads an event.</summary>
    /// <param name="name">The name under which it was kept.</param>
    /// <param name="json">JSON in UTF-8.</param>
    /// <returns>The event.</returns>
    /// <exception cref="IncidentStoreException">The name is unknown, or the bytes are no such event.</exception>
    public static IncidentEvent Read(string name, ReadOnlySpan<byte> json)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!ByName.TryGetValue(name, out var type))
        {
            throw new IncidentStoreException($"MMI3001: the stored event \"{name}\" is unknown to this version of the engine.");
        }

        try
        {
            return (IncidentEvent?)JsonSerializer.Deserialize(json, type)
                ?? throw new IncidentStoreException($"MMI3002: the stored event \"{name}\" is null.");
        }
        catch (JsonException exception)
        {
            throw new IncidentStoreException($"MMI3002: the stored event \"{name}\" cannot be read: {exception.Message}", exception);
        }
    }
}
