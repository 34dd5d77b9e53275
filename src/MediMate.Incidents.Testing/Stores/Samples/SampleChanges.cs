using System.Collections.Immutable;
using System.Globalization;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Decisions made by hand, as the engine would make them.</summary>
internal static class SampleChanges
{
    public const string PlaybookHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    /// <summary>Declares an incident that holds keys.</summary>
    public static IncidentChange Declared(long number, params ImmutableArray<string> keys)
    {
        var declared = Declaration(number, keys.FirstOrDefault());
        var after = Incident.Start(declared);
        return new IncidentChange
        {
            ExpectedVersion = 0,
            After = after with { Keys = [.. keys.Select(key => new SignalKey { Key = key, Count = 1, FirstAt = declared.RecordedAt, LastAt = declared.RecordedAt })] },
            Events = [declared],
            HeldKeys = keys,
            NextDueAt = null,
        };
    }

    public static IncidentDeclared Declaration(long number, string? key) => new()
    {
        Sequence = 1,
        OccurredAt = SampleTime.Start,
        RecordedAt = SampleTime.Start,
        IncidentId = new IncidentId(Guid.CreateVersion7(SampleTime.Start.ToDateTimeOffset())),
        Reference = "INC-" + number.ToString(CultureInfo.InvariantCulture),
        PlaybookHash = PlaybookHash,
        Summary = "Complete app down",
        Source = SignalSource.Monitoring,
        Severity = new SeverityAssessment { Level = "P0", IsConfirmed = false, DecidedBy = Actor.System, Reason = "the default" },
        Lifecycle = Lifecycle.Full,
        Key = key,
    };

    /// <summary>Adds a note.</summary>
    public static IncidentChange Noted(this Incident before) => before.Then(new NoteAdded { Text = "Still down" });

    /// <summary>Counts one more signal on a key.</summary>
    public static IncidentChange Signalled(this Incident before, string key) => before.Then(
        new SignalsObserved { Key = key, Observed = 1, Total = before.Keys.First(known => known.Key == key).Count + 1 });

    /// <summary>Closes the incident as a false alarm: it holds no key any more.</summary>
    public static IncidentChange Ended(this Incident before) => before.Then(
        new PhaseChanged { From = before.Phase, To = IncidentPhase.Cancelled, Trigger = PhaseTrigger.Cancel, Reason = "false alarm" });

    /// <summary>Lets something happen to an incident; it holds its keys while it is active.</summary>
    public static IncidentChange Then(this Incident before, IncidentEvent happened)
    {
        var stamped = happened with { Sequence = before.Version + 1, OccurredAt = SampleTime.Start, RecordedAt = before.UpdatedAt };
        var after = before.Apply(stamped);
        return new IncidentChange
        {
            ExpectedVersion = before.Version,
            After = after,
            Events = [stamped],
            HeldKeys = after.IsActive ? [.. after.Keys.Select(key => key.Key)] : [],
            NextDueAt = null,
        };
    }
}
