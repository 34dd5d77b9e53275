using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Tests.Documentation;

/// <summary>How a host listens.</summary>
internal static class DiagnosticsExample
{
    public static void Add(IServiceCollection services, Playbook playbook)
    {
        // snippet: listen-to-the-meter
        services.AddMetrics();
        services.AddIncidentResponse().UsePlaybook(playbook);
        services.AddHealthChecks().AddIncidentResponse();
        // end of snippet
    }
}
