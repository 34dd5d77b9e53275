using MediMate.Incidents.Reading;

namespace MediMate.Incidents.Lint;

/// <summary>Finds examples of different levels that speak of one topic.</summary>
internal sealed class OverlappingExamplesRule : ILintRule
{
    public bool NeedsEveryName => false;

    public void Check(ReadingContext context, Playbook playbook)
    {
        var first = new Dictionary<string, (string Example, string Level)>(StringComparer.Ordinal);
        foreach (var (level, places) in playbook.Levels.Zip(context.Places.Examples))
        {
            foreach (var (example, place) in level.Examples.Zip(places))
            {
                foreach (var topic in Topics.In(example))
                {
                    // Told once, where the less severe one stands: against the first, which is the most severe.
                    if (!first.TryAdd(topic, (example, level.Name)) && !first[topic].Level.Equals(level.Name, StringComparison.OrdinalIgnoreCase))
                    {
                        context.Log.Add(LintFindings.OverlappingExamples(topic, example, level.Name, first[topic].Example, first[topic].Level), place);
                    }
                }
            }
        }
    }
}
