using MediMate.Incidents.Reading;

namespace MediMate.Incidents.Lint;

/// <summary>Finds duties that recur without saying how often.</summary>
internal sealed class MissingPeriodRule : ILintRule
{
    private static readonly PhraseSet VagueWords = new(
    [
        "regular", "regularly", "periodic", "periodical", "periodically", "routine", "routinely", "frequent", "frequently", "recurring", "recurrent", "repeated", "repeatedly",
        "often", "occasional", "occasionally", "from time to time", "now and then", "every so often", "at intervals", "as often as possible",
    ]);

    // "Updated playbook review": what has to stay up to date is looked at again and again.
    private static readonly PhraseSet FreshnessWords = new(["updated", "up to date", "refreshed", "kept current", "keep current"]);

    private static readonly PhraseSet ReviewedThings = new(
        ["review", "reviewed", "audit", "check", "training", "playbook", "runbook", "documentation", "document", "contact list", "policy", "procedure"]);

    public bool NeedsEveryName => false;

    public void Check(ReadingContext context, Playbook playbook)
    {
        foreach (var (duty, place) in playbook.Duties.Zip(context.Places.Duties))
        {
            var words = LintWords.Of(duty.Text);
            if (Vague(words) is { } vague && !Periods.AreIn(words))
            {
                context.Log.Add(LintFindings.MissingPeriod(duty.Text, vague), place);
            }
        }
    }

    private static string? Vague(IReadOnlyList<string> words) =>
        VagueWords.FirstIn(words) ?? (ReviewedThings.IsIn(words) ? FreshnessWords.FirstIn(words) : null);
}
