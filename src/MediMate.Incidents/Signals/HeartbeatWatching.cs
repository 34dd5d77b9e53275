using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Decides when a heartbeat is missing, and when it has returned.</summary>
internal static class HeartbeatWatching
{
    private const string SeverityLabel = "severity";
    private const string HeartbeatLabel = "heartbeat";

    /// <summary>
    /// A beat that was due for longer than this when somebody looked: nobody looked in time, so the beats of that time were lost too. The engine
    /// looks each minute at least.
    /// </summary>
    private static readonly Duration LongestDelay = Duration.FromMinutes(2);

    /// <summary>While a beat is missing, it is looked for no more often than this.</summary>
    private static readonly Duration LeastPause = Duration.FromMinutes(1);

    /// <summary>Begins to watch, or goes on after a start of the engine.</summary>
    public static Rejection? Decide(WatchHeartbeat command, IncidentDraft draft)
    {
        var kept = draft.Subjects.Find<HeartbeatMonitor>(command.Heartbeat.Monitor.Id);
        var now = Begin(command.Heartbeat, draft.Now);
        if (kept is null)
        {
            draft.Subjects.Put(now);
            return null;
        }

        // What beat while the engine was away, nobody heard: each beat gets a period from now, but not again and again.
        var after = now with { LastBeatAt = kept.LastBeatAt, ExpectedBy = kept.ExpectedBy, MissedAt = kept.MissedAt, IsExtended = kept.IsExtended };
        after = after is { MissedAt: null, IsExtended: false } && now.ExpectedBy > kept.ExpectedBy ? Extend(after, draft.Now) : after;
        if (!IsSame(after, kept))
        {
            draft.Subjects.Put(after);
        }

        return null;
    }

    /// <summary>Watches no longer.</summary>
    public static Rejection? Decide(ForgetHeartbeat command, IncidentDraft draft)
    {
        if (draft.Subjects.Find<HeartbeatMonitor>(command.MonitorId) is { } monitor)
        {
            draft.Subjects.Remove(monitor);
        }

        return null;
    }

    /// <summary>Takes a beat in.</summary>
    public static Rejection? Decide(TakeBeat command, IncidentDraft draft)
    {
        var kept = draft.Subjects.Find<HeartbeatMonitor>(command.Heartbeat.Monitor.Id);
        var after = Begin(command.Heartbeat, draft.Now) with { LastBeatAt = draft.Now };
        draft.Subjects.Put(after);
        if (kept?.MissedAt is not null)
        {
            draft.Tell(new HeartbeatReturned { At = draft.Now, Monitor = after.Monitor });
        }

        SignalIntake.Resolve(draft, command.Signal);
        return null;
    }

    /// <summary>Says that a beat stays away, and looks again after a period.</summary>
    public static Rejection? Decide(MissBeat command, IncidentDraft draft)
    {
        if (draft.Subjects.Find<HeartbeatMonitor>(command.MonitorId) is not { } monitor || draft.Now < monitor.ExpectedBy)
        {
            // It came after all, or somebody else has said so.
            return null;
        }

        if (monitor is { MissedAt: null, IsExtended: false } && draft.Now > monitor.ExpectedBy + LongestDelay)
        {
            draft.Subjects.Put(Extend(monitor, draft.Now));
            return null;
        }

        var again = Instant.Max(Next(monitor, draft.Now), draft.Now + LeastPause);
        draft.Subjects.Put(monitor with { MissedAt = monitor.MissedAt ?? draft.Now, ExpectedBy = again });
        if (monitor.MissedAt is null)
        {
            draft.Tell(new HeartbeatMissed { At = draft.Now, Monitor = monitor.Monitor });
        }

        // Said once. It is said again only when nobody knows any more: somebody resolved the incident, and the beat still stays away.
        if (!IsKnown(draft, command.Signal))
        {
            SignalIntake.Take(draft, command.Signal);
        }

        return null;
    }

    /// <summary>Makes the signal that a missing beat is.</summary>
    public static Signal Missing(HeartbeatMonitor monitor) => new()
    {
        Source = SignalSource.Check,
        Key = monitor.Key,
        Summary = monitor.Summary,
        Labels = monitor.Labels,
    };

    /// <summary>Makes the signal that says that a beat is there again.</summary>
    public static Signal Returned(CompiledHeartbeat heartbeat) => new() { Source = SignalSource.Check, Key = heartbeat.Key, Summary = string.Empty, IsResolved = true };

    private static bool IsKnown(IncidentDraft draft, Signal signal) =>
        draft.IncidentIfAny is { IsActive: true } incident && incident.Keys.Any(key => key.Key == signal.Key && !key.IsQuiet);

    private static HeartbeatMonitor Begin(CompiledHeartbeat heartbeat, Instant now)
    {
        var source = heartbeat.Source;
        return new HeartbeatMonitor
        {
            Id = heartbeat.Monitor.Id,
            Monitor = source.Name,
            Every = source.Every,
            Grace = source.Grace,
            Summary = source.Summary ?? $"heartbeat {source.Name} stays away",
            Labels = LabelsOf(source),
            ExpectedBy = now + source.Every + source.Grace,
        };
    }

    /// <summary>The level is a label: for that one severity policy speaks already.</summary>
    private static ImmutableArray<Label> LabelsOf(HeartbeatDefinition source)
    {
        IEnumerable<KeyValuePair<string, string>> own = [KeyValuePair.Create(HeartbeatLabel, source.Name)];
        own = source.Level is { } level ? own.Append(KeyValuePair.Create(SeverityLabel, level)) : own;
        return Label.From(own.Concat(source.Labels.Select(label => KeyValuePair.Create(label.Name, label.Value))).DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase));
    }

    private static HeartbeatMonitor Extend(HeartbeatMonitor monitor, Instant now) => monitor with { ExpectedBy = Next(monitor, now), IsExtended = true };

    private static Instant Next(HeartbeatMonitor monitor, Instant now) => now + monitor.Every + monitor.Grace;

    private static bool IsSame(HeartbeatMonitor one, HeartbeatMonitor other) =>
        one with { Version = other.Version, Labels = other.Labels } == other && one.Labels.AsSpan().SequenceEqual(other.Labels.AsSpan());
}
