using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using NodaTime;

namespace MediMate.Incidents.Tests.Storage;

public sealed class EventJsonTests
{
    /// <summary>The names under which events are stored, somewhere, by somebody. A name may be added here, and none may change.</summary>
    private static readonly string[] StoredNames =
    [
        "Acknowledged",
        "AcknowledgementCleared",
        "AcknowledgementExpired",
        "AcknowledgementWatchEnded",
        "AllKeysQuiet",
        "Cancelled",
        "ClockBreachWithdrawn",
        "ClockBreached",
        "ClockCancelled",
        "ClockMet",
        "ClockPaused",
        "ClockResumed",
        "ClockRetargeted",
        "ClockStarted",
        "ClockStopped",
        "ClockWarned",
        "EntryCorrected",
        "EscalationEnded",
        "EscalationExhausted",
        "EscalationRuleApplied",
        "EscalationRuleFailed",
        "EscalationStarted",
        "EscalationStepDue",
        "EscalationStepRan",
        "EvidenceAdded",
        "ImpactDescribed",
        "IncidentDeclared",
        "ItemCompleted",
        "ItemReopened",
        "ItemSkipped",
        "KeyFiring",
        "KeyNotHeld",
        "KeyQuiet",
        "KeysMoved",
        "NoteAdded",
        "PhaseChanged",
        "PhaseSkipped",
        "Reassigned",
        "Reopened",
        "ResponderJoined",
        "RestorationVerified",
        "Restored",
        "ReviewCompleted",
        "SelfResolved",
        "SeverityChanged",
        "SeverityConfirmed",
        "SeveritySuggested",
        "SignalsObserved",
        "Snoozed",
        "SuggestionEscalated",
        "SuggestionRejected",
        "UpdateSent",
        "UsersTold",
    ];

    [Fact]
    public void Every_event_type_has_a_name_under_which_it_is_kept()
    {
        var types = typeof(IncidentEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(IncidentEvent)) && type != typeof(UnknownEvent)).Select(type => type.Name);

        Assert.Equal(types.Order(StringComparer.Ordinal), EventJson.Names);
    }

    [Fact]
    public void Names_stay_those_that_are_stored()
    {
        Assert.Equal(StoredNames, EventJson.Names);
    }

    [Fact]
    public void Unknown_name_is_read_as_an_unknown_event_with_the_common_members()
    {
        var json = """{"milk":true,"sequence":7,"occurredAt":"2026-03-02T02:00:00Z","recordedAt":"2026-03-02T02:00:01Z","actor":{"kind":"Person","id":"aisyah"}}"""u8;

        var unknown = Assert.IsType<UnknownEvent>(EventJson.Read("CoffeeBrewed", 3, json));

        Assert.Equal(("CoffeeBrewed", 3), (EventJson.NameOf(unknown), EventJson.FormOf(unknown)));
        Assert.Equal((7, Engine.Start, Engine.Start + Duration.FromSeconds(1)), (unknown.Sequence, unknown.OccurredAt, unknown.RecordedAt));
        Assert.Equal(Actor.Person("aisyah"), unknown.Actor);
        Assert.Equal(json.ToArray(), EventJson.Write(unknown));
    }

    [Fact]
    public void Form_that_a_later_version_wrote_is_read_as_an_unknown_event()
    {
        var unknown = Assert.IsType<UnknownEvent>(EventJson.Read("NoteAdded", 2, """{ "words": [], "sequence": "seven", "actor": 3 }"""u8));

        Assert.Equal(("NoteAdded", 2, 0, Actor.System), (unknown.Name, unknown.Form, unknown.Sequence, unknown.Actor));
        Assert.Equal("""{ "words": [], "sequence": "seven", "actor": 3 }"""u8.ToArray(), EventJson.Write(unknown));
    }

    [Fact]
    public void Unknown_events_are_equal_when_their_bytes_are()
    {
        var first = EventJson.Read("CoffeeBrewed", 1, """{"milk":true}"""u8);

        Assert.Equal(first, EventJson.Read("CoffeeBrewed", 1, """{"milk":true}"""u8));
        Assert.Equal(first.GetHashCode(), EventJson.Read("CoffeeBrewed", 1, """{"milk":true}"""u8).GetHashCode());
        Assert.NotEqual(first, EventJson.Read("CoffeeBrewed", 1, """{"milk":null}"""u8));
        Assert.NotEqual(first, EventJson.Read("CoffeeBrewed", 2, """{"milk":true}"""u8));
    }

    [Fact]
    public async Task Unknown_event_changes_nothing_of_an_incident_but_its_version()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        var recordedAt = Engine.Start + Duration.FromMinutes(1);

        var after = incident.Apply(new UnknownEvent { Name = "CoffeeBrewed", Form = 1, Content = [], Sequence = incident.Version + 1, RecordedAt = recordedAt });

        Assert.Equal((incident.Version + 1, recordedAt), (after.Version, after.UpdatedAt));
        var timesOnly = Encoding.UTF8.GetString(SnapshotJson.Write(incident))
            .Replace($"\"version\":{incident.Version}", $"\"version\":{after.Version}", StringComparison.Ordinal)
            .Replace("\"updatedAt\":\"2026-03-02T02:00:00Z\"", "\"updatedAt\":\"2026-03-02T02:01:00Z\"", StringComparison.Ordinal);
        Assert.Equal(timesOnly, Encoding.UTF8.GetString(SnapshotJson.Write(after)));
    }

    [Fact]
    public void Bytes_that_are_no_event_are_refused()
    {
        Assert.Throws<IncidentStoreException>(() => EventJson.Read("NoteAdded", 1, "{"u8));
        Assert.Throws<IncidentStoreException>(() => EventJson.Read("NoteAdded", 1, "null"u8));
        Assert.Throws<IncidentStoreException>(() => EventJson.Read("NoteAdded", 0, "{}"u8));
        Assert.Throws<IncidentStoreException>(() => EventJson.Read("CoffeeBrewed", 1, "{"u8));
        Assert.Throws<IncidentStoreException>(() => EventJson.Read("CoffeeBrewed", 1, "null"u8));
        Assert.Throws<IncidentStoreException>(() => SnapshotJson.Read("null"u8));
    }

    [Fact]
    public async Task Canonical_form_keeps_its_shape()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        var outcome = await engine.Incidents.AcknowledgeAsync(incident.Id, "aisyah");

        Assert.Equal(
            """{"by":"aisyah","isImplied":false,"cycle":1,"timesOutAfter":null,"sequence":6,"occurredAt":"2026-03-02T02:00:00Z","recordedAt":"2026-03-02T02:00:00Z","actor":{"kind":"Person","id":"aisyah"}}""",
            Encoding.UTF8.GetString(EventJson.Write(outcome.Events[0])));
    }

    [Fact]
    public async Task Snapshot_of_a_walked_incident_stays_small()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync("UI glitch");
        await engine.Incidents.ResolveAsync(incident.Id, "aisyah", "mended", verified: true, UserImpact.None);

        var bytes = SnapshotJson.Write((await engine.Incidents.FindAsync(incident.Id))!);

        Assert.True(bytes.Length <= 2048, $"{bytes.Length} bytes");
    }

    [Fact]
    public void Lists_that_a_snapshot_leaves_out_are_read_as_empty()
    {
        var seen = new HashSet<Type>();
        var lists = ListsOf(typeof(Incident), seen).ToList();

        Assert.True(lists.Count > 10, $"{lists.Count} lists found");
        Assert.All(lists, list =>
        {
            var owner = RuntimeHelpers.GetUninitializedObject(list.DeclaringType!);
            list.SetValue(owner, Activator.CreateInstance(list.PropertyType));
            Assert.False((bool)list.PropertyType.GetProperty("IsDefault")!.GetValue(list.GetValue(owner))!, $"{list.DeclaringType!.Name}.{list.Name}");
        });
    }

    /// <summary>Finds the lists of a type and of what it is made of.</summary>
    private static IEnumerable<PropertyInfo> ListsOf(Type type, HashSet<Type> seen)
    {
        if (type.Assembly != typeof(Incident).Assembly || type.IsEnum || !seen.Add(type))
        {
            yield break;
        }

        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            var of = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (of.IsGenericType && of.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            {
                yield return property;
                of = of.GetGenericArguments()[0];
            }

            foreach (var inner in ListsOf(of, seen))
            {
                yield return inner;
            }
        }
    }
}
