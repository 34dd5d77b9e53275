using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>An incident as the rules leave it. Slow and plain: everything is worked out again when it is asked for.</summary>
internal sealed partial class ModelIncident(ModelPlaybook playbook, string scriptName)
{
    private ModelPlaybook Playbook { get; } = playbook;

    /// <summary>Gets the name in the script. References have gaps, and which ones is the store's own affair.</summary>
    public string Name { get; } = scriptName;

    public string Summary { get; private set; } = string.Empty;

    /// <summary>Gets the labels with which it was declared.</summary>
    public ImmutableArray<Label> Labels { get; private init; } = [];

    public IncidentPhase Phase { get; private set; }

    public Instant OccurredAt { get; private set; }

    public Instant PhaseChangedAt { get; private set; }

    public Instant CycleStartedAt { get; private set; }

    /// <summary>Gets when the begin of the cycle was recorded: promises and ladders count from here.</summary>
    public Instant CycleRecordedAt { get; private set; }

    public int Cycle { get; private set; } = 1;

    public string Level { get; private set; } = string.Empty;

    public bool IsConfirmed { get; private set; }

    /// <summary>Gets who took charge in this cycle.</summary>
    public string? AcknowledgedBy { get; private set; }

    /// <summary>Gets a value indicating whether anybody took charge in this cycle, even if nobody is in charge any more.</summary>
    public bool WasAcknowledged { get; private set; }

    /// <summary>Gets who joined whoever is in charge.</summary>
    public ImmutableHashSet<string> Responders { get; private set; } = [];

    public string? LinkedTo { get; private set; }

    public bool HasKeylessSignal => KeylessSignals > 0;

    /// <summary>Gets how many entries the timeline has.</summary>
    public int Version { get; private set; }

    /// <summary>Gets how many signals without a key came in.</summary>
    public int KeylessSignals { get; private set; }

    public List<ModelKey> Keys { get; private set; } = [];

    /// <summary>Gets when the last of the keys became quiet.</summary>
    public Instant? QuietSince => IsQuiet ? Keys.Max(key => key.QuietSince) : null;

    public bool HasImpact { get; private set; }

    /// <summary>Gets what was won towards the end, each under the phase in which it is won.</summary>
    public HashSet<IncidentPhase> Won { get; private set; } = [];

    /// <summary>Gets the checklist items that are not open; true for those that are done.</summary>
    public Dictionary<string, bool> Settled { get; private set; } = [];

    /// <summary>Gets the clocks of all cycles, in their order.</summary>
    public List<ModelClock> Clocks { get; private set; } = [];

    public ModelLadder? Ladder { get; private set; }

    public Instant? ResolvedAt { get; private set; }

    /// <summary>Gets what waits to be done outside, in its order.</summary>
    public List<ModelErrand> Errands { get; private set; } = [];

    /// <summary>Gets the lines of the timeline since the last step.</summary>
    public List<ModelLine> Lines { get; private set; } = [];

    /// <summary>Gets the lines about messages since the last step, in any order.</summary>
    public List<ModelLine> Messages { get; private set; } = [];

    public bool IsActive => Phase < IncidentPhase.Communicating;

    public bool HasEnded => Phase is IncidentPhase.Closed or IncidentPhase.Cancelled;

    public bool IsQuiet => Keys.Count > 0 && !HasKeylessSignal && Keys.TrueForAll(key => key.IsQuiet);

    public bool IsFull => Playbook.IsFull(Level);

    public Instant? NextDueAt => Matters().Select(matter => matter.DueAt).Min();

    /// <summary>Gets when a deadline of the incident itself is next: the entry about counted signals is due beside it.</summary>
    public Instant? DeadlineAt => Matters().Where(matter => matter.Name != "counts").Select(matter => matter.DueAt).Min();

    public ModelIncident Copy()
    {
        var copy = (ModelIncident)MemberwiseClone();
        copy.Keys = [.. Keys];
        copy.Won = [.. Won];
        copy.Settled = new Dictionary<string, bool>(Settled);
        copy.LevelsReached = [.. LevelsReached];
        copy.Suggestions = [.. Suggestions];
        copy.Clocks = [.. Clocks.Select(clock => clock.Copy())];
        copy.Ladder = Ladder?.Copy();
        copy.Errands = [.. Errands];
        copy.Lines = [.. Lines];
        copy.Messages = [.. Messages];
        return copy;
    }

    /// <summary>Finds the latest instance of a clock.</summary>
    public ModelClock? Clock(string clock) => Clocks.FindLast(known => known.Name == clock);

    /// <summary>Gives the latest instance of each clock, in the order in which they first started.</summary>
    public IEnumerable<ModelClock> LatestClocks() => Clocks.Select(clock => clock.Name).Distinct().Select(name => Clock(name)!);

    public void ForgetLines()
    {
        Lines.Clear();
        Messages.Clear();
    }

    private void Tell(Instant now, string happened, params IReadOnlyList<(string Name, object? Value)> fields) => TellOf(now, now, happened, fields);

    private void TellOf(Instant now, Instant occurredAt, string happened, params IReadOnlyList<(string Name, object? Value)> fields)
    {
        Version++;
        _aliveAt = _acting is not null && AcknowledgedBy is not null && IsActive ? now : _aliveAt;
        var line = new ModelLine(happened, now, occurredAt, fields);
        Lines.Add(line);
        _unasked = _unasked.Add((line, Version, Level));
    }
}

/// <summary>A key of an incident.</summary>
internal sealed record ModelKey(string Key, long Count, bool IsQuiet)
{
    public Instant? QuietSince { get; init; }

    /// <summary>Gets the alerts of a group that fire.</summary>
    public ImmutableSortedSet<string> Firing { get; init; } = [];

    /// <summary>Gets a value indicating whether alerts were left out: then the parts do not say that it is quiet.</summary>
    public bool IsTruncated { get; init; }
}
