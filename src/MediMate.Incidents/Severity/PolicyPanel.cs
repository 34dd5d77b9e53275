using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace MediMate.Incidents;

/// <summary>Asks the policies of the host, before anything is locked: one that throws is recorded and ignored, and so is one that hangs.</summary>
internal sealed class PolicyPanel(IEnumerable<ISeverityPolicy> policies, HostCalls calls, EngineClock clock, IOptions<IncidentResponseOptions> options)
{
    private readonly ImmutableArray<HostPolicy> _policies = [.. policies.Select(policy => new HostPolicy(policy))];

    public bool IsEmpty => _policies.IsEmpty;

    /// <summary>Asks all of them, in their order.</summary>
    public async ValueTask<ImmutableArray<PolicyAnswer>> AskAsync(SeverityContext context)
    {
        if (_policies.IsEmpty)
        {
            return [];
        }

        var timeout = options.Value.PolicyTimeout;
        var heard = new PolicyAnswer[_policies.Length];
        var next = 0;
        while (next < _policies.Length)
        {
            var round = new PolicyRound(_policies, next, context);
            try
            {
                await calls.RunAsync(() => ValueTask.FromResult(round.Run())).WaitAsync(timeout, clock.TimeProvider).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // The answers that came in time count; the others are asked without the one that hangs.
            }

            next = round.Abandon(heard);
            if (next < _policies.Length)
            {
                heard[next] = _policies[next].Hung(timeout);
                next++;
            }
        }

        return [.. heard];
    }
}
