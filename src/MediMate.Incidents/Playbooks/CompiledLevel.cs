using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A severity level with what the playbook says about it, looked up once.</summary>
internal sealed class CompiledLevel
{
    private readonly CompiledClock _response;
    private readonly ImmutableArray<CompiledLadder> _ladders;
    private readonly WorkingCalendar _delivery;

    private CompiledLevel(
        Playbook playbook, SeverityLevel source, int rank, Lifecycle lifecycle, ImmutableArray<CompiledLadder> ladders, ImmutableArray<CompiledClock> clocks, CompiledClock response)
    {
        _response = response;
        Impact = playbook.Levels.Any(known => known.Impact is not null) ? source.Impact : DefaultImpact(rank);
        Source = source;
        Rank = rank;
        Lifecycle = lifecycle;
        _ladders = ladders;
        Clocks = clocks;
        Stakeholders = MembersOf(playbook, source, MessageAudience.Internal) ?? TeamOf(playbook, source);
        Users = MembersOf(playbook, source, MessageAudience.External) ?? [new EscalationTarget { Name = playbook.ExternalAudience }];
        MustKnow = MustKnowOf(playbook, source, rank);
        SelfResolveAfter = source.SelfResolves ?? lifecycle == Lifecycle.Short ? playbook.QuietFor : null;
        Examples = [.. source.Examples.Select(example => (new Phrase(example), OpinionOf(source, example)))];
        SnoozeAtMost = source.SnoozeAtMost ?? (rank == 0 ? Duration.FromMinutes(30) : Duration.FromHours(24));
        _delivery = source.Deliver == MessageDelivery.Calendar ? response.Calendar : WorkingCalendar.Always;
    }

    public SeverityLevel Source { get; }

    public string Name => Source.Name;

    /// <summary>Gets the rank: zero is the most severe.</summary>
    public int Rank { get; }

    public Lifecycle Lifecycle { get; }

    public ImmutableArray<CompiledClock> Clocks { get; }

    /// <summary>Gets who of the company gets the updates: the members of the audience, else the roles of the team that are called at the level.</summary>
    public ImmutableArray<EscalationTarget> Stakeholders { get; }

    /// <summary>Gets who stands for the users outside.</summary>
    public ImmutableArray<EscalationTarget> Users { get; }

    /// <summary>Gets whom an incident informs when it reaches the level.</summary>
    public ImmutableArray<EscalationTarget> MustKnow { get; }

    /// <summary>Gets after how much quiet an incident of the level resolves itself.</summary>
    public Duration? SelfResolveAfter { get; }

    /// <summary>Gets the examples, each with the opinion of a summary that says it.</summary>
    public ImmutableArray<(Phrase Phrase, SeverityOpinion Opinion)> Examples { get; }

    /// <summary>Gets for how long an incident of the level may be snoozed.</summary>
    public Duration SnoozeAtMost { get; }

    /// <summary>Tells when a page or a note of the level may go out.</summary>
    public Instant MayGoOutAt(Instant now) => _delivery.IsAlways ? now : _delivery.NextOpening(now) ?? now;

    public static CompiledLevel From(Playbook playbook, SeverityLevel level, int rank, CalendarSet calendars, HostParts parts)
    {
        // The two most severe levels walk all seven phases unless the playbook says otherwise.
        var lifecycle = level.Lifecycle ?? (rank < 2 ? Lifecycle.Full : Lifecycle.Short);
        return new CompiledLevel(playbook, level, rank, lifecycle, LaddersOf(playbook, level), ClocksOf(playbook, level, calendars, parts), ResponseOf(level, calendars));
    }

    /// <summary>Finds the ladder that serves an incident: the one with the most labels that fits.</summary>
    public CompiledLadder LadderFor(Incident incident)
    {
        foreach (var ladder in _ladders)
        {
            if (ladder.Serves(incident.Labels))
            {
                return ladder;
            }
        }

        // The last one has no labels.
        return _ladders[^1];
    }

    /// <summary>Gets the impact that speaks for the level.</summary>
    public ImpactThreshold? Impact { get; }

    /// <summary>Computes by when somebody should respond, counted in the hours of the level.</summary>
    public Instant ResponseDueFrom(Instant start) => (FindClock(ClockNames.Response) ?? _response).DueFrom(start);

    /// <summary>Finds a clock of the level.</summary>
    public CompiledClock? FindClock(string name)
    {
        foreach (var clock in Clocks)
        {
            if (clock.Name == name)
            {
                return clock;
            }
        }

        return null;
    }

    /// <summary>Lists the ladders of the level, those with the most labels first; the last serves every incident.</summary>
    private static ImmutableArray<CompiledLadder> LaddersOf(Playbook playbook, SeverityLevel level)
    {
        var ladders = playbook.Ladders.Where(ladder => string.Equals(ladder.Level, level.Name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (ladders.TrueForAll(ladder => !ladder.Labels.IsEmpty))
        {
            ladders.Add(BuiltInLadder.For(playbook, level));
        }

        return [.. ladders.OrderByDescending(ladder => ladder.Labels.Length).Select(ladder => new CompiledLadder(ladder))];
    }

    private static CompiledClock ResponseOf(SeverityLevel level, CalendarSet calendars) =>
        new(new ClockDefinition { Name = ClockNames.Response }, level.ResponseTime, calendars.Find(level.Calendar));

    private static ImpactThreshold? DefaultImpact(int rank) => rank switch
    {
        0 => new ImpactThreshold { Share = 0.5m, DataInvolved = true },
        1 => new ImpactThreshold { Share = 0.1m },
        2 => new ImpactThreshold { Share = 0.01m },
        _ => null,
    };

    private static SeverityOpinion OpinionOf(SeverityLevel level, string example) =>
        new() { Level = level.Name, Reason = $"the summary says \"{example}\", an example of {level.Name}" };

    private static ImmutableArray<EscalationTarget>? MembersOf(Playbook playbook, SeverityLevel level, MessageAudience audience)
    {
        var members = playbook.Audiences.Where(members => members.Audience == audience).ToList();
        var chosen = members.Find(own => string.Equals(own.Level, level.Name, StringComparison.OrdinalIgnoreCase)) ?? members.Find(all => all.Level is null);
        return chosen is null ? null : [.. chosen.Who.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => new EscalationTarget { Name = name })];
    }

    private static ImmutableArray<EscalationTarget> TeamOf(Playbook playbook, SeverityLevel level) =>
    [
        .. playbook.Team
            .Where(role => role.Levels.IsEmpty || role.Levels.Contains(level.Name, StringComparer.OrdinalIgnoreCase))
            .Select(role => new EscalationTarget { Name = role.Name }),
    ];

    private static ImmutableArray<EscalationTarget> MustKnowOf(Playbook playbook, SeverityLevel level, int rank)
    {
        var names = level.MustKnow?.OrEmpty() ?? (rank == 0 ? DefaultMustKnow(playbook, level) : []);
        return [.. names.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => new EscalationTarget { Name = name })];
    }

    /// <summary>The most severe level is news for who leads the team, for who is called at no other level, and for who talks to users.</summary>
    private static ImmutableArray<string> DefaultMustKnow(Playbook playbook, SeverityLevel level)
    {
        var onCall = BuiltInLadder.OnCallRole(playbook);
        var second = playbook.Team.Select(role => role.Name).Where(name => !string.Equals(name, onCall, StringComparison.OrdinalIgnoreCase)).Take(1);
        var only = playbook.Team
            .Where(role => role.Levels.Length == 1 && string.Equals(role.Levels[0], level.Name, StringComparison.OrdinalIgnoreCase))
            .Select(role => role.Name);
        var communications = playbook.Team.Select(role => role.Name)
            .Where(name => string.Equals(name, playbook.Communications, StringComparison.OrdinalIgnoreCase));
        return [.. only, .. second, .. communications];
    }

    private static ImmutableArray<CompiledClock> ClocksOf(Playbook playbook, SeverityLevel level, CalendarSet calendars, HostParts parts)
    {
        var clocks = new List<CompiledClock>();
        if (!playbook.Clocks.Any(clock => clock.Name == ClockNames.Response))
        {
            clocks.Add(ResponseOf(level, calendars));
        }

        foreach (var clock in playbook.Clocks)
        {
            var target = clock.Targets.FirstOrDefault(entry => string.Equals(entry.Level, level.Name, StringComparison.OrdinalIgnoreCase));
            if (target is not null)
            {
                clocks.Add(new CompiledClock(clock, target.Within, calendars.Find(target.Calendar ?? level.Calendar)));
            }
        }

        foreach (var clock in parts.Clocks)
        {
            if (clock.TargetAt(level.Name) is { } within)
            {
                var definition = new ClockDefinition { Name = clock.Name, Warnings = clock.Warnings.OrEmpty(), IsPausable = clock.IsPausable };
                clocks.Add(new CompiledClock(definition, within, calendars.Find(clock.Calendar ?? level.Calendar)) { IsOfHost = true });
            }
        }

        return [.. clocks];
    }
}
