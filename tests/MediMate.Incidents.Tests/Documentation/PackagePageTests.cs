using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Tests.Documentation;

/// <summary>The code of the package's page, compiled and run.</summary>
public sealed class PackagePageTests
{
    [Fact]
    public async Task Engine_of_the_page_pages_the_on_call_engineer()
    {
        var services = new ServiceCollection();
        var channel = new MemoryChannel();

        // snippet: core-use
        var playbook = new PlaybookBuilder("Night shift")
            .UseDefaultLevel("P1")
            .AddLevel("P0", Duration.FromMinutes(15), level => level.WithExamples("everything is down"))
            .AddLevel("P1", Duration.FromHours(1))
            .AddRole("On-call Engineer")
            .AddContact("On-call Engineer", "aisyah")
            .AddLadder("P0", ladder => ladder.AddStep(Duration.Zero, "On-call Engineer", "sms"))
            .Build();
        services.AddIncidentResponse(incidents => incidents.UsePlaybook(playbook).AddNotificationChannel("sms", channel));
        // end of snippet

        await using var provider = services.BuildServiceProvider();
        var incidents = provider.GetRequiredService<IIncidentResponse>();
        await incidents.SignalAsync(new Signal { Summary = "everything is down" }, TestContext.Current.CancellationToken);
        await incidents.RunDueAsync(TestContext.Current.CancellationToken);

        Assert.Equal("aisyah", Assert.Single(channel.Messages).To);
    }
}
