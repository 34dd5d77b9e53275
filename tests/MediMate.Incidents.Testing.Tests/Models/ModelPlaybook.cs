using System.Collections.Immutable;
using System.Globalization;
using MediMate.Incidents.Tests.Laws;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>What the model reads in a playbook. Defaults are those of the semantics, taken again.</summary>
internal sealed class ModelPlaybook(Playbook playbook)
{
    private readonly Dictionary<string, ModelHours> _calendars = playbook.Calendars.ToDictionary(
        calendar => calendar.Name,
        calendar => new ModelHours(new WindowWalk(calendar, calendar.TimeZone ?? playbook.TimeZone)),
        StringComparer.OrdinalIgnoreCase);

    public Playbook Source { get; } = playbook;

    /// <summary>Gets the rules of the host, asked after those of the playbook.</summary>
    public ImmutableArray<ModelHostRule> HostRules { get; init; } = [];

    /// <summary>Gets the names of all rules that may speak.</summary>
    public IEnumerable<string> Rules => [.. Source.Rules.Select(rule => rule.Name), .. HostRules.Select(rule => rule.Name)];

    /// <summary>Gets the levels, the most severe first.</summary>
    public ImmutableArray<string> Levels { get; } = [.. playbook.Levels.Select(level => level.Name)];

    public string DefaultLevel => Source.DefaultLevel ?? Levels[Math.Min(1, Levels.Length - 1)];

    public ImmutableArray<string> Clocks =>
        [ClockNames.Response, .. Source.Clocks.Select(clock => clock.Name).Where(name => name != ClockNames.Response)];

    public bool IsFull(string level) => Level(level).Lifecycle is { } said ? said == Lifecycle.Full : Rank(level) < 2;

    /// <summary>Tells how severe a level is; 0 is the most severe.</summary>
    public int Rank(string level) => Levels.IndexOf(level);

    public (Duration Within, ModelHours Hours)? Target(string clock, string level)
    {
        var own = Level(level);
        if (Source.Clocks.FirstOrDefault(known => known.Name == clock) is not { } definition)
        {
            return clock == ClockNames.Response ? (own.ResponseTime, Hours(own.Calendar)) : null;
        }

        return definition.Targets.FirstOrDefault(target => target.Level == level) is { } target
            ? (target.Within, Hours(target.Calendar ?? own.Calendar))
            : null;
    }

    public ImmutableArray<decimal> Warnings(string clock) => Source.Clocks.FirstOrDefault(known => known.Name == clock)?.Warnings ?? [0.8m];

    public bool IsPausable(string clock) =>
        Source.Clocks.FirstOrDefault(known => known.Name == clock)?.IsPausable ?? clock != ClockNames.Response;

    /// <summary>Gets after how long without a sign of life an acknowledgement runs out; nothing for never.</summary>
    public Duration? Timeout(string level) => Level(level).AcknowledgementTimeout;

    public Duration LongestSnooze(string level) => Level(level).SnoozeAtMost ?? (Rank(level) == 0 ? Duration.FromMinutes(30) : Duration.FromHours(24));

    /// <summary>Gives the ladder that serves: of those that fit the labels the one that asks for the most, of equals the first.</summary>
    public Ladder Ladder(string level, ImmutableArray<Label> labels) => Source.Ladders
        .Where(ladder => ladder.Level == level && Fit(ladder.Labels, labels))
        .OrderByDescending(ladder => ladder.Labels.Length)
        .FirstOrDefault() ?? BuiltIn(level);

    /// <summary>Tells whether all the labels are there that somebody asks for, whatever their case.</summary>
    public static bool Fit(ImmutableArray<LabelMatch> wanted, ImmutableArray<Label> labels) => wanted.All(match => labels.Any(label =>
        string.Equals(label.Name, match.Name, StringComparison.OrdinalIgnoreCase) && string.Equals(label.Value, match.Value, StringComparison.OrdinalIgnoreCase)));

    public ImmutableArray<ChecklistItem> Items(IncidentPhase phase) => Source.Phases.FirstOrDefault(known => known.Phase == phase)?.Items ?? [];

    public IEnumerable<(IncidentPhase Phase, ChecklistItem Item)> AllItems() =>
        Source.Phases.OrderBy(phase => phase.Phase).SelectMany(phase => phase.Items.Select(item => (phase.Phase, item)));

    /// <summary>Gives the roles of the team that an incident of a level concerns.</summary>
    public IEnumerable<string> TeamOf(string level) =>
        Source.Team.Where(role => role.Levels.IsEmpty || role.Levels.Contains(level)).Select(role => role.Name);

    /// <summary>Gets who is called first.</summary>
    public string OnCall => Source.OnCall ?? Source.Team.First(role => role.Name.Contains("on-call", StringComparison.OrdinalIgnoreCase)).Name;

    /// <summary>Tells whether an incident of a level closes by itself.</summary>
    public bool SelfResolves(string level) => Level(level).SelfResolves ?? !IsFull(level);

    /// <summary>Gives who is informed when an incident reaches a level.</summary>
    /// <remarks>At the most severe level, where nothing is said: who is called at it alone, the second of the team, who talks to users.</remarks>
    public ImmutableArray<string> MustKnow(string level) => Level(level).MustKnow ?? (Rank(level) > 0 ? [] :
    [
        .. Source.Team.Where(role => role.Levels is [var only] && only == level).Select(role => role.Name)
            .Append(Source.Team[1].Name)
            .Append(Source.Communications)
            .Distinct(),
    ]);

    /// <summary>Gives the level for which the impact speaks.</summary>
    /// <remarks>No level of the model's playbooks names a threshold: half of the users or data involved, a tenth, a hundredth.</remarks>
    public string? Opinion(string? users, string? data, string? workaround)
    {
        var share = users is not null && users.EndsWith('%') ? decimal.Parse(users[..^1], CultureInfo.InvariantCulture) / 100 : 0;
        int? byUsers = share >= 0.5m ? 0 : share >= 0.1m ? 1 : share >= 0.01m ? 2 : null;
        byUsers += workaround is null or "none" ? 0 : 1;
        var rank = data is null ? byUsers : 0;
        return rank is { } spoken ? Levels[Math.Min(spoken, Levels.Length - 1)] : null;
    }

    /// <summary>Gives the most severe opinion of the policies.</summary>
    /// <returns>The level, or <see langword="null"/> when all are silent.</returns>
    public string? Opinion(string summary, ImmutableArray<Label> labels) => Levels.FirstOrDefault(level =>
        Level(level).Examples.Any(example => summary.Contains(example, StringComparison.OrdinalIgnoreCase))
        || labels.Any(label => label.Name == "severity" && string.Equals(label.Value, level, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Gives what serves where the playbook says nothing: who is on call, after a third of the response time the second of the team.</summary>
    /// <remarks>The most severe level of each of the model's playbooks has a ladder.</remarks>
    private Ladder BuiltIn(string level) => new()
    {
        Name = $"built-in {level}",
        Level = level,
        Steps =
        [
            new LadderStep { Offset = NodaTime.Duration.Zero, Targets = [OnCall] },
            new LadderStep { Offset = Level(level).ResponseTime / 3, Targets = [Source.Team[1].Name] },
        ],
    };

    private SeverityLevel Level(string name) => Source.Levels.First(level => level.Name == name);

    private ModelHours Hours(string? calendar) =>
        calendar is null || string.Equals(calendar, "always", StringComparison.OrdinalIgnoreCase) ? ModelHours.Always : _calendars[calendar];
}
