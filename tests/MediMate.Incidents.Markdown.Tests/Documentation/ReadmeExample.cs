using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>The code of the README, compiled and run.</summary>
internal static class ReadmeExample
{
    public static async Task RunAsync()
    {
        // snippet: readme
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddIncidentResponse(incidents => incidents
            .UsePlaybook("playbooks/medimate.md")
            .AddNotificationChannel<SmsChannel>("sms")
            .AddNotificationChannel<MailChannel>("mail"));
        using var host = builder.Build();
        await host.StartAsync();

        var incidents = host.Services.GetRequiredService<IIncidentResponse>();
        var opened = await incidents.SignalAsync(new Signal { Key = "probe/start-page", Summary = "UI glitch on the start page" });
        var incident = opened.Incident!;
        Console.WriteLine($"{incident.Reference} is {incident.Severity.Level}: {incident.Severity.Reason}");

        await incidents.AcknowledgeAsync(incident.Id, by: "aisyah");
        var resolved = await incidents.ResolveAsync(
            incident.Id, by: "aisyah", summary: "wrong style sheet, rolled back", verified: true, UserImpact.None);
        Console.WriteLine(resolved.IsAccepted ? $"{incident.Reference} is {resolved.Incident!.Phase}" : resolved.Rejection!.ToString());
        // end of snippet
        await host.StopAsync();
    }

    private sealed class SmsChannel : INotificationChannel
    {
        public ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => ValueTask.FromResult(DeliveryResult.Delivered());
    }

    private sealed class MailChannel : INotificationChannel
    {
        public ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => ValueTask.FromResult(DeliveryResult.Delivered());
    }
}
