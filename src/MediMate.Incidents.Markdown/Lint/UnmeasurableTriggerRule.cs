using MediMate.Incidents.Reading;

namespace MediMate.Incidents.Lint;

/// <summary>Finds rollback triggers that nothing can measure.</summary>
internal sealed class UnmeasurableTriggerRule : ILintRule
{
    private static readonly PhraseSet FeatureWords = new(
        ["feature", "function", "functionality", "capability", "module", "component", "service", "user journey", "user flow", "business process"]);

    public bool NeedsEveryName => true;

    public void Check(ReadingContext context, Playbook playbook)
    {
        if (playbook.Rollback is not { } rollback)
        {
            return;
        }

        var features = new PhraseSet(playbook.Features.Select(feature => feature.Name));
        foreach (var (trigger, place) in rollback.Triggers.Zip(context.Places.RollbackTriggers))
        {
            var words = LintWords.Of(trigger);
            var speaksOfFeatures = FeatureWords.IsIn(words);
            var isNamed = features.IsIn(words) || (speaksOfFeatures && !playbook.Features.IsEmpty);
            if (!isNamed && !Topics.NamesCategory(words) && !Comparisons.AreIn(trigger, words))
            {
                context.Log.Add(LintFindings.UnmeasurableTrigger(trigger, speaksOfFeatures), place);
            }
        }
    }
}
