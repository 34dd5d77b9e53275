namespace MediMate.Incidents;

/// <summary>Speaks for the most severe level whose threshold the described impact reaches: users, their share, data involved.</summary>
internal static class ImpactPolicy
{
    public const string Name = "impact";

    public static SeverityOpinion? Assess(CompiledPlaybook playbook, Impact impact)
    {
        var figures = ImpactFigures.Of(impact);
        foreach (var level in playbook.Levels)
        {
            if (level.Impact is { DataInvolved: true } && figures.IsDataInvolved)
            {
                return Speak(level, "data is involved");
            }

            if (level.Impact is { } threshold && figures.Reach(threshold))
            {
                // Who can go on working meanwhile is hit one level less hard.
                var spoken = figures.HasWorkaround ? playbook.Levels[Math.Min(level.Rank + 1, playbook.Levels.Length - 1)] : level;
                var reason = figures.HasWorkaround ? $"{figures} are affected, with a workaround" : $"{figures} are affected";
                return MoreSevere(DataLevel(playbook, figures, spoken), spoken, reason);
            }
        }

        return null;
    }

    /// <summary>A workaround for users is none for data: a level that data reaches is not passed over.</summary>
    private static CompiledLevel? DataLevel(CompiledPlaybook playbook, ImpactFigures figures, CompiledLevel upTo) => figures.IsDataInvolved
        ? playbook.Levels.FirstOrDefault(level => level.Rank < upTo.Rank && level.Impact is { DataInvolved: true })
        : null;

    private static SeverityOpinion MoreSevere(CompiledLevel? byData, CompiledLevel byUsers, string reason) =>
        byData is null ? Speak(byUsers, reason) : Speak(byData, "data is involved");

    private static SeverityOpinion Speak(CompiledLevel level, string reason) => new() { Level = level.Name, Reason = reason };
}
