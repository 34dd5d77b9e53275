using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Asks policies one after the other. A round that is abandoned leaves what it has heard, and asks nobody else.</summary>
internal sealed class PolicyRound(ImmutableArray<HostPolicy> policies, int start, SeverityContext context)
{
    private readonly PolicyAnswer[] _answers = new PolicyAnswer[policies.Length];
    private readonly int _start = start;
    private volatile int _answered = start;
    private volatile bool _isAbandoned;

    /// <summary>Asks all that are left.</summary>
    public bool Run()
    {
        for (var i = _start; i < policies.Length && !_isAbandoned; i++)
        {
            _answers[i] = policies[i].Ask(context);
            _answered = i + 1;
        }

        return true;
    }

    /// <summary>Gives up waiting.</summary>
    /// <param name="heard">Takes the answers that came in time.</param>
    /// <returns>The place of the policy that did not answer; their number when all have.</returns>
    public int Abandon(PolicyAnswer[] heard)
    {
        _isAbandoned = true;
        var at = _answered;
        Array.Copy(_answers, _start, heard, _start, at - _start);
        return at;
    }
}
