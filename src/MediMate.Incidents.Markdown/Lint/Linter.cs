using MediMate.Incidents.Reading;

namespace MediMate.Incidents.Lint;

/// <summary>Runs every rule over a playbook that was read. Rules look for meaning: the words in which a document says a thing do not matter.</summary>
internal static class Linter
{
    private static readonly ILintRule[] Rules =
    [
        new OverlappingExamplesRule(),
        new UnmeasurableTriggerRule(),
        new MissingOwnerRule(),
        new MissingPeriodRule(),
        new MisspeltHeadingRule(),
    ];

    public static void Check(ReadingContext context, Playbook playbook)
    {
        foreach (var rule in Rules)
        {
            // One mistake, one finding.
            if (!rule.NeedsEveryName || !context.Log.HasGaps)
            {
                rule.Check(context, playbook);
            }
        }
    }
}
