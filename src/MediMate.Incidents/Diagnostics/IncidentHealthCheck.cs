using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Tells whether the engine does its work: its loops run, the store answers, nothing waits for long or fails, and everybody whom it called came.</summary>
internal sealed class IncidentHealthCheck(EngineHealth health, IIncidentStore store, EngineClock clock, IOptions<IncidentResponseOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        StoreHealth work;
        var now = clock.Now;
        try
        {
            work = await store.ReadHealthAsync(now, cancellationToken).ConfigureAwait(false);
        }
        catch (IncidentStoreException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The store does not answer: {exception.Message}", exception);
        }

        var data = DataOf(work, now);
        if (health.Failing.FirstOrDefault() is { Key: { } loop, Value: { } failure })
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The last round of {loop} failed: {failure.Message}", failure, data);
        }

        var problems = HealthRules.Find(work, now, options.Value);
        if (problems.Count == 0)
        {
            return HealthCheckResult.Healthy("The store answers, the engine's loops run, and nothing waits.", data);
        }

        var description = string.Join("; ", problems.Select(problem => problem.Text));
        var status = problems[0].IsUnhealthy ? context.Registration.FailureStatus : HealthStatus.Degraded;
        return new HealthCheckResult(status, $"{char.ToUpperInvariant(description[0])}{description[1..]}.", exception: null, data);
    }

    /// <summary>References are the engine's own; there is nothing of a person in it.</summary>
    private static Dictionary<string, object> DataOf(StoreHealth work, Instant now) => new(StringComparer.Ordinal)
    {
        ["deadlineAge"] = AgeOf(work.OldestDueAt, now),
        ["outboxAge"] = AgeOf(work.OldestOutboxDueAt, now),
        ["quarantined"] = work.Failing,
        ["quarantinedIncidents"] = work.FailingIncidents.ToArray(),
        ["unattended"] = work.Unattended,
        ["unattendedIncidents"] = work.UnattendedIncidents.ToArray(),
    };

    private static TimeSpan AgeOf(Instant? due, Instant now) => due is { } instant && now > instant ? (now - instant).ToTimeSpan() : TimeSpan.Zero;
}
