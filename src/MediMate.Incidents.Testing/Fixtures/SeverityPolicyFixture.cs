using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>Asks a severity policy as the engine would, and holds it to its contract.</summary>
/// <remarks>
/// The engine forgives a policy that throws, or that names a level the playbook does not have: it records that, and the incident goes on without the
/// opinion. This fixture does not: it throws. It asks each question twice, because a policy gives the same opinion on the same facts.
/// </remarks>
public sealed class SeverityPolicyFixture
{
    private readonly ISeverityPolicy _policy;
    private readonly string _name;
    private readonly ImmutableArray<string> _levels;

    /// <summary>Initializes a new instance of the <see cref="SeverityPolicyFixture"/> class.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="playbook">The playbook whose levels it may name.</param>
    public SeverityPolicyFixture(ISeverityPolicy policy, Playbook playbook)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(playbook);
        _policy = policy;
        _name = policy.Name;
        _levels = [.. playbook.Levels.Select(level => level.Name)];
    }

    /// <summary>Asks about a signal with this summary and these labels.</summary>
    /// <param name="summary">What was noticed, in one line.</param>
    /// <param name="labels">The labels, each a name and a value; in any order.</param>
    /// <returns>The opinion, or <see langword="null"/> where the policy stays silent.</returns>
    /// <exception cref="ContractBrokenException">The policy threw, answered otherwise when asked again, or gave an opinion that does not count.</exception>
    public SeverityOpinion? Assess(string summary, params IEnumerable<(string Name, string Value)> labels)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(labels);
        return Assess(new SeverityContext
        {
            Summary = summary,
            Labels = Label.From(labels.Select(label => KeyValuePair.Create(label.Name, label.Value))),
            Levels = _levels,
        });
    }

    /// <summary>Asks about what somebody found out: how many users, which data.</summary>
    /// <param name="impact">What is affected.</param>
    /// <returns>The opinion, or <see langword="null"/> where the policy stays silent.</returns>
    /// <exception cref="ContractBrokenException">The policy threw, answered otherwise when asked again, or gave an opinion that does not count.</exception>
    public SeverityOpinion? Assess(Impact impact)
    {
        ArgumentNullException.ThrowIfNull(impact);
        return Assess(new SeverityContext { Summary = impact.Text, Source = SignalSource.User, Impact = impact, Levels = _levels });
    }

    /// <summary>Asks about any facts.</summary>
    /// <param name="context">The facts.</param>
    /// <returns>The opinion, or <see langword="null"/> where the policy stays silent.</returns>
    /// <exception cref="ContractBrokenException">The policy threw, answered otherwise when asked again, or gave an opinion that does not count.</exception>
    public SeverityOpinion? Assess(SeverityContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var opinion = Ask(context);
        if (Ask(context) is var again && again != opinion)
        {
            throw new ContractBrokenException(
                $"The policy \"{_name}\" answered {Told(opinion)}, and {Told(again)} when it was asked again about the same facts. A policy reads no clock and keeps nothing: take what changes from the signal's labels.");
        }

        if (opinion is null)
        {
            return null;
        }

        if (!context.Levels.Contains(opinion.Level, StringComparer.OrdinalIgnoreCase))
        {
            throw new ContractBrokenException(
                $"The policy \"{_name}\" named the level \"{opinion.Level}\", which the playbook does not have. Its levels are {string.Join(", ", context.Levels)}: name one of them.");
        }

        return string.IsNullOrWhiteSpace(opinion.Reason)
            ? throw new ContractBrokenException($"The policy \"{_name}\" gave no reason for {opinion.Level}. Say which words or labels led to it: whoever is woken up asks why.")
            : opinion;
    }

    private static string Told(SeverityOpinion? opinion) => opinion is null ? "nothing" : $"{opinion.Level} (\"{opinion.Reason}\")";

    private SeverityOpinion? Ask(SeverityContext context)
    {
        try
        {
            return _policy.Assess(context);
        }
#pragma warning disable CA1031 // Whatever it throws is what the test has to hear of.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new ContractBrokenException(
                $"The policy \"{_name}\" threw {exception.GetType().Name}: {exception.Message} A policy that cannot tell stays silent: return null.", exception);
        }
    }
}
