using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A severity level with what the playbook says about it, looked up once.</summary>
internal sealed class CompiledLevel
{
    private CompiledLevel(
        SeverityLevel source, int rank, Lifecycle lifecycle, Ladder ladder, ImmutableArray<CompiledClock> clocks, ImmutableArray<EscalationTarget> team)
    {
        Source = source;
        Rank = rank;
        Lifecycle = lifecycle;
        Ladder = ladder;
        Clocks = clocks;
        Team = team;
        Examples = [.. source.Examples.Select(example => (new Phrase(example), OpinionOf(source, example)))];
        StepTargets = [.. ladder.Steps.Select(step => LadderPlan.Targets(step))];
    }

    public SeverityLevel Source { get; }

    public string Name => Source.Name;

    /// <summary>Gets the rank: zero is the most severe.</summary>
    public int Rank { get; }

    public Lifecycle Lifecycle { get; }

    public Ladder Ladder { get; }

    public ImmutableArray<CompiledClock> Clocks { get; }

    /// <summary>Gets the roles of the team that are called at the level.</summary>
    public ImmutableArray<EscalationTarget> Team { get; }

    /// <summary>Gets the examples, each with the opinion of a summary that says it.</summary>
    public ImmutableArray<(Phrase Phrase, SeverityOpinion Opinion)> Examples { get; }

    /// <summary>Gets whom each step of the ladder calls, the first step first.</summary>
    public ImmutableArray<ImmutableArray<EscalationTarget>> StepTargets { get; }

    public static CompiledLevel From(Playbook playbook, SeverityLevel level, int rank, CalendarSet calendars)
    {
        // The two most severe levels walk all seven phases unless the playbook says otherwise.
        var lifecycle = level.Lifecycle ?? (rank < 2 ? Lifecycle.Full : Lifecycle.Short);
        var ladder = playbook.Ladders.FirstOrDefault(entry => string.Equals(entry.Level, level.Name, StringComparison.OrdinalIgnoreCase))
            ?? BuiltInLadder.For(playbook, level);
        return new CompiledLevel(level, rank, lifecycle, ladder, ClocksOf(playbook, level, calendars), TeamOf(playbook, level));
    }

    private static SeverityOpinion OpinionOf(SeverityLevel level, string example) =>
        new() { Level = level.Name, Reason = $"the summary says \"{example}\", an example of {level.Name}" };

    private static ImmutableArray<EscalationTarget> TeamOf(Playbook playbook, SeverityLevel level) =>
    [
        .. playbook.Team
            .Where(role => role.Levels.IsEmpty || role.Levels.Contains(level.Name, StringComparer.OrdinalIgnoreCase))
            .Select(role => new EscalationTarget { Name = role.Name }),
    ];

    private static ImmutableArray<CompiledClock> ClocksOf(Playbook playbook, SeverityLevel level, CalendarSet calendars)
    {
        var clocks = new List<CompiledClock>();
        if (!playbook.Clocks.Any(clock => clock.Name == ClockNames.Response))
        {
            clocks.Add(new CompiledClock(new ClockDefinition { Name = ClockNames.Response }, level.ResponseTime, calendars.Find(level.Calendar)));
        }

        foreach (var clock in playbook.Clocks)
        {
            var target = clock.Targets.FirstOrDefault(entry => string.Equals(entry.Level, level.Name, StringComparison.OrdinalIgnoreCase));
            if (target is not null)
            {
                clocks.Add(new CompiledClock(clock, target.Within, calendars.Find(target.Calendar ?? level.Calendar)));
            }
        }

        return [.. clocks];
    }
}
