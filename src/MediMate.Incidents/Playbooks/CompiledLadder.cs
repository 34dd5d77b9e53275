using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A ladder with whom each of its steps calls, looked up once.</summary>
internal sealed class CompiledLadder(Ladder source)
{
    public Ladder Source { get; } = source;

    /// <summary>Gets whom each step calls, the first step first.</summary>
    public ImmutableArray<ImmutableArray<EscalationTarget>> StepTargets { get; } = [.. source.Steps.Select(step => LadderPlan.Targets(step))];

    /// <summary>Tells whether an incident has each of the labels.</summary>
    public bool Serves(ImmutableArray<Label> labels)
    {
        foreach (var match in Source.Labels)
        {
            if (!Has(labels, match))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Has(ImmutableArray<Label> labels, LabelMatch match)
    {
        foreach (var label in labels)
        {
            if (match.Fits(label))
            {
                return true;
            }
        }

        return false;
    }
}
