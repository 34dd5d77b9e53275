using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>The code of the page on how to start.</summary>
internal static class StartPageExamples
{
    public static async Task RunAsync()
    {
        // snippet: start-program
        var services = new ServiceCollection();
        services.AddIncidentResponse(incidents => incidents
            .UsePlaybook("playbook.md")
            .AddSeverityPolicy<StudentRecordsPolicy>()
            .AddNotificationChannel<ConsoleChannel>("sms"));
        await using var provider = services.BuildServiceProvider();
        var incidents = provider.GetRequiredService<IIncidentResponse>();

        var opened = await incidents.SignalAsync(new Signal { Key = "probe/grades", Summary = "grades of class 4B are visible to all" });
        var incident = opened.Incident!;
        Console.WriteLine($"{incident.Reference} is {incident.Severity.Level}: {incident.Severity.Reason}");
        await incidents.RunDueAsync();

        var acknowledged = await incidents.AcknowledgeAsync(incident.Id, by: "aisyah");
        Console.WriteLine($"{incident.Reference} is acknowledged by {acknowledged.Incident!.Acknowledgement!.By}");
        // end of snippet
    }

    public static IHost Host(Action<IHostApplicationBuilder> beforeAll)
    {
        // snippet: start-host
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Services.AddIncidentResponse(builder.Configuration.GetSection("Incidents"))
            .UsePlaybook("playbook.md")
            .AddSeverityPolicy<StudentRecordsPolicy>()
            .AddNotificationChannel<ConsoleChannel>("sms");
        // end of snippet
        beforeAll(builder);
        return builder.Build();
    }

    public static void Plain(IServiceCollection services, INotificationChannel channel)
    {
        // snippet: start-plain
        var incidents = services.AddIncidentResponse();
        incidents.UsePlaybook("playbook.md");
        incidents.AddNotificationChannel("sms", channel);
        incidents.Configure(options => options.SendTimeout = TimeSpan.FromSeconds(10));
        // end of snippet
    }
}
