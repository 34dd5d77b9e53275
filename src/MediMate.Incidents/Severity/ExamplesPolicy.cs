namespace MediMate.Incidents;

/// <summary>Speaks for the most severe level one of whose examples stands in the summary.</summary>
internal static class ExamplesPolicy
{
    public const string Name = "examples";

    public static SeverityOpinion? Assess(CompiledPlaybook playbook, SeverityContext context)
    {
        var words = Words.Of(context.Summary);
        foreach (var level in playbook.Levels)
        {
            foreach (var (phrase, opinion) in level.Examples)
            {
                if (phrase.IsIn(words))
                {
                    return opinion;
                }
            }
        }

        return null;
    }
}
