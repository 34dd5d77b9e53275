using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the engine's health check to a host.</summary>
public static class IncidentHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds the health check of the engine: unhealthy while the store does not answer, a loop of the engine fails, a tick fails again and again, or
    /// everybody was called for an incident and nobody came; degraded, then unhealthy, while what is due waits.
    /// </summary>
    /// <param name="builder">What <c>services.AddHealthChecks()</c> gives. The engine itself is added with <c>AddIncidentResponse()</c>.</param>
    /// <param name="name">The name of the check.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddIncidentResponse(this IHealthChecksBuilder builder, string name = "incident-response")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        builder.Services.TryAddSingleton<EngineHealth>();

        // An engine that is not well cannot take a signal that says so.
        builder.Services.AddSingleton(new EngineHealthCheckName(name));
        return builder.Add(new HealthCheckRegistration(
            name,
            services => ActivatorUtilities.CreateInstance<IncidentHealthCheck>(services),
            failureStatus: null,
            tags: null));
    }
}
