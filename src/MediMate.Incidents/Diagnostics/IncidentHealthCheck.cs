using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediMate.Incidents;

/// <summary>Tells whether the engine does its work: its loops run, and the store answers.</summary>
internal sealed class IncidentHealthCheck(EngineHealth health, IIncidentStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.NextDueAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IncidentStoreException exception)
        {
            return Unhealthy(context, $"The store does not answer: {exception.Message}", exception);
        }

        return health.Failing.FirstOrDefault() is { Key: { } loop, Value: { } failure }
            ? Unhealthy(context, $"The last round of {loop} failed: {failure.Message}", failure)
            : HealthCheckResult.Healthy("The store answers, and the engine's loops run.");
    }

    private static HealthCheckResult Unhealthy(HealthCheckContext context, string description, Exception exception) =>
        new(context.Registration.FailureStatus, description, exception);
}
