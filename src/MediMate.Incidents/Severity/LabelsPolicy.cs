namespace MediMate.Incidents;

/// <summary>
/// Speaks for the most severe level that a label names: a label <c>severity</c> with the level's name or title, or one of the labels that the
/// playbook lists for the level.
/// </summary>
internal static class LabelsPolicy
{
    public const string Name = "labels";
    private const string SeverityLabel = "severity";

    public static SeverityOpinion? Assess(CompiledPlaybook playbook, SeverityContext context)
    {
        if (context.Labels.IsEmpty)
        {
            return null;
        }

        foreach (var level in playbook.Levels)
        {
            foreach (var label in context.Labels)
            {
                if (Names(level.Source, label))
                {
                    return new SeverityOpinion { Level = level.Name, Reason = $"the label {label.Name}={label.Value} stands for {level.Name}" };
                }
            }
        }

        return null;
    }

    private static bool Names(SeverityLevel level, Label label)
    {
        if (Same(label.Name, SeverityLabel) && (Same(label.Value, level.Name) || Same(label.Value, level.Title)))
        {
            return true;
        }

        foreach (var match in level.Labels)
        {
            if (Same(match.Name, label.Name) && Same(match.Value, label.Value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
