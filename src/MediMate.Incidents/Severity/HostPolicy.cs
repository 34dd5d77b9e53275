namespace MediMate.Incidents;

/// <summary>A policy of the host, and whether it still owes an answer.</summary>
internal sealed class HostPolicy(ISeverityPolicy policy)
{
    private int _isBusy;
    private int _hasHung;

    public string Name { get; } = NameOf(policy);

    /// <summary>Asks it. One that hung and has not come back is not asked again: each question would hold another thread.</summary>
    public PolicyAnswer Ask(SeverityContext context)
    {
        if (Volatile.Read(ref _hasHung) == 1 && Volatile.Read(ref _isBusy) > 0)
        {
            return new PolicyAnswer(Name, Opinion: null, "failed: it still owes the answer to an earlier question");
        }

        Interlocked.Increment(ref _isBusy);
        try
        {
            return new PolicyAnswer(Name, policy.Assess(context));
        }
#pragma warning disable CA1031 // A host's policy may throw anything; the incident must be declared all the same.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new PolicyAnswer(Name, Opinion: null, $"failed: {HostFailure.TextOf(exception)}");
        }
        finally
        {
            if (Interlocked.Decrement(ref _isBusy) == 0)
            {
                Volatile.Write(ref _hasHung, 0);
            }
        }
    }

    /// <summary>Notes that nobody waits for it any more.</summary>
    public PolicyAnswer Hung(TimeSpan timeout)
    {
        Volatile.Write(ref _hasHung, 1);
        return new PolicyAnswer(Name, Opinion: null, FormattableString.Invariant($"failed: it did not answer within {timeout.TotalSeconds:0.###} s"));
    }

    private static string NameOf(ISeverityPolicy policy)
    {
        try
        {
            return policy.Name is { Length: > 0 } name ? name : policy.GetType().Name;
        }
#pragma warning disable CA1031 // Even the name is the host's code.
        catch (Exception)
#pragma warning restore CA1031
        {
            return policy.GetType().Name;
        }
    }
}
