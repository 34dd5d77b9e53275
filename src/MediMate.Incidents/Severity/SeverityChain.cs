using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Asks every policy: the most severe opinion wins, all are recorded. A policy that throws is recorded and ignored.</summary>
internal sealed class SeverityChain(IEnumerable<ISeverityPolicy> policies)
{
    private readonly ImmutableArray<ISeverityPolicy> _policies = [.. policies];

    public SeverityAssessment Assess(CompiledPlaybook playbook, SeverityContext context)
    {
        var opinions = ImmutableArray.CreateBuilder<PolicyOpinion>();
        CompiledLevel? winner = null;
        var decidedBy = Actor.System;
        var reason = string.Empty;

        Hear(ExamplesPolicy.Name, ExamplesPolicy.Assess(playbook, context));
        Hear(LabelsPolicy.Name, LabelsPolicy.Assess(playbook, context));
        foreach (var policy in _policies)
        {
            var name = policy.Name;
            try
            {
                Hear(name, policy.Assess(context));
            }
#pragma warning disable CA1031 // A host's policy may throw anything; the incident must be declared all the same.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                opinions.Add(new PolicyOpinion { Policy = name, Reason = $"failed: {exception.GetType().Name}: {exception.Message}" });
            }
        }

        return new SeverityAssessment
        {
            Level = (winner ?? playbook.DefaultLevel).Name,
            IsConfirmed = winner is not null,
            DecidedBy = decidedBy,
            Reason = winner is null ? "no policy spoke; this is the default level" : reason,
            Opinions = opinions.DrainToImmutable(),
        };

        void Hear(string name, SeverityOpinion? opinion)
        {
            if (opinion is null)
            {
                return;
            }

            if (playbook.FindLevel(opinion.Level) is not { } level)
            {
                opinions.Add(new PolicyOpinion { Policy = name, Reason = $"failed: it named the level \"{opinion.Level}\", which the playbook does not have" });
                return;
            }

            opinions.Add(new PolicyOpinion { Policy = name, Level = level.Name, Reason = opinion.Reason });
            if (winner is null || level.Rank < winner.Rank)
            {
                winner = level;
                decidedBy = Actor.Policy(name);
                reason = opinion.Reason;
            }
        }
    }
}
