using MediMate.Incidents;
using MediMate.Incidents.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace PackageHost.Tests;

public sealed class PagerChannelTests
{
    [Fact]
    public async Task Pager_rings_for_each_step_until_somebody_acknowledges()
    {
        var playbook = PlaybookMarkdown.Parse(await File.ReadAllTextAsync("playbook.md", TestContext.Current.CancellationToken), "playbook.md");
        var pager = new PagerChannel();
        await using var harness = new IncidentHarness(playbook, options =>
        {
            options.AddPerson("aisyah", "On-call Engineer", "pager").AddPerson("ben", "Head of IT", "pager");
            options.Configure = incidents =>
            {
                IncidentSetup.Configure(incidents);
                incidents.AddNotificationChannel("pager", pager);
            };
        });

        var opened = await harness.Incidents.SignalAsync(new Signal { Summary = "everything is down" }, TestContext.Current.CancellationToken);
        await harness.AdvanceAsync(Duration.FromMinutes(6), TestContext.Current.CancellationToken);
        await harness.Incidents.AcknowledgeAsync(opened.Incident!.Id, "ben", TestContext.Current.CancellationToken);
        await harness.AdvanceAsync(Duration.FromHours(1), TestContext.Current.CancellationToken);

        Assert.Equal(["aisyah", "ben"], pager.Rung.Where(message => message.Kind == MessageKind.Page).Select(message => message.To).Order());
        Assert.Contains(harness.Lines, line => line.Event == "ClockMet" && line["worked"] == "PT6M");
    }

    [Fact]
    public async Task Pager_rings_once_when_a_message_is_sent_again()
    {
        var pager = new PagerChannel();
        var message = new OutgoingMessage
        {
            Key = "k1",
            Incident = "INC-1",
            IncidentId = new IncidentId(Guid.Parse("0195a7c8-0000-7000-8000-000000000001")),
            Kind = MessageKind.Page,
            Audience = MessageAudience.Responders,
            To = "aisyah",
            Address = "4711",
            Body = "everything is down",
        };

        await pager.SendAsync(message, TestContext.Current.CancellationToken);
        var again = await pager.SendAsync(message, TestContext.Current.CancellationToken);

        Assert.True(again.IsDelivered);
        Assert.Single(pager.Rung);
    }
}
