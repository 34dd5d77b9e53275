using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Puts all opinions together: the most severe one wins, all are recorded.</summary>
internal static class SeverityChain
{
    /// <summary>Asks the built-in policies and takes the answers of the host's.</summary>
    /// <returns>The assessment; not confirmed where nobody spoke, at the default level.</returns>
    public static SeverityAssessment Assess(CompiledPlaybook playbook, SeverityContext context, ImmutableArray<PolicyAnswer> answers)
    {
        var hearing = new Hearing(playbook);
        hearing.Hear(new PolicyAnswer(ExamplesPolicy.Name, ExamplesPolicy.Assess(playbook, context)));
        hearing.Hear(new PolicyAnswer(LabelsPolicy.Name, LabelsPolicy.Assess(playbook, context)));
        if (context.Impact is { } impact)
        {
            hearing.Hear(new PolicyAnswer(ImpactPolicy.Name, ImpactPolicy.Assess(playbook, impact)));
        }

        foreach (var answer in answers)
        {
            hearing.Hear(answer);
        }

        return hearing.ToAssessment();
    }

    private struct Hearing(CompiledPlaybook playbook)
    {
        private ImmutableArray<PolicyOpinion>.Builder? _opinions;
        private CompiledLevel? _winner;
        private PolicyAnswer _decisive;

        public void Hear(in PolicyAnswer answer)
        {
            if (answer.Opinion is not { } opinion)
            {
                if (answer.Failure is { } failure)
                {
                    Record(answer.Policy, level: null, failure);
                }

                return;
            }

            if (opinion.Level is null || playbook.FindLevel(opinion.Level) is not { } level)
            {
                Record(answer.Policy, level: null, $"failed: it named the level \"{opinion.Level}\", which the playbook does not have");
                return;
            }

            Record(answer.Policy, level.Name, opinion.Reason);
            if (_winner is null || level.Rank < _winner.Rank)
            {
                _winner = level;
                _decisive = answer;
            }
        }

        public readonly SeverityAssessment ToAssessment() => new()
        {
            Level = (_winner ?? playbook.DefaultLevel).Name,
            IsConfirmed = _winner is not null,
            DecidedBy = _winner is null ? Actor.System : Actor.Policy(_decisive.Policy),
            Reason = _winner is null ? "no policy spoke; this is the default level" : _decisive.Opinion!.Reason ?? string.Empty,
            Opinions = _opinions?.DrainToImmutable() ?? [],
        };

        private void Record(string policy, string? level, string? reason) =>
            (_opinions ??= ImmutableArray.CreateBuilder<PolicyOpinion>()).Add(new PolicyOpinion { Policy = policy, Level = level, Reason = reason ?? string.Empty });
    }
}
