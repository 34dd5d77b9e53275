using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Tests.Documentation;

#pragma warning disable MA0048 // The page shows both ends.

/// <summary>The sending end.</summary>
internal static class WebhookExample
{
    public static void Add(IServiceCollection services, Playbook playbook, IConfiguration configuration)
    {
        // snippet: webhook-channel
        services.AddIncidentResponse()
            .UsePlaybook(playbook)
            .AddWebhookChannel("chat", webhook =>
            {
                webhook.Address = new Uri("https://hooks.example/incidents");
                webhook.Secrets.Add(configuration["Webhooks:Chat"]!);
            });
        // end of snippet
    }
}

// snippet: webhook-verify
public sealed class IncidentHook(string secret, IClock clock)
{
    public bool IsGenuine(IReadOnlyDictionary<string, string> headers, byte[] body) =>
        StandardWebhook.Verify(headers.GetValueOrDefault, body, [secret], clock.GetCurrentInstant()) == WebhookVerdict.Genuine;
}
// end of snippet
