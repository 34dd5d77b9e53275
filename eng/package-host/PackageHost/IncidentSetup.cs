using Microsoft.Extensions.DependencyInjection;

namespace PackageHost;

/// <summary>What this host adds to the engine. The program and its tests take it from here.</summary>
public static class IncidentSetup
{
    public static void Configure(IncidentResponseBuilder incidents) => incidents
        .AddSeverityPolicy<StudentRecordsPolicy>()
        .AddNotificationChannel<PagerChannel>("pager");
}
