using System.Collections.Immutable;
using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace PackageHost.Tests.Seams;

public sealed class AudienceDirectoryTests
{
    [Fact]
    public async Task Directory_of_a_host_says_who_gets_an_update()
    {
        await using var harness = SchoolPlaybook.Start(incidents => incidents.UseAudienceDirectory<Families>());
        var opened = await harness.Incidents.SignalAsync(SchoolPlaybook.Outage);

        await harness.Incidents.ExecuteAsync(
            opened.Incident!.Id, new SendUpdate { By = Actor.Person("aisyah"), Audience = MessageAudience.External, Text = "a slow start page" });
        await harness.AdvanceAsync(Duration.Zero);

        var update = Assert.Single(harness.Messages, sent => sent.Message.Kind == MessageKind.Update).Message;
        Assert.Equal(("families", "all@school.example"), (update.To, update.Address));
    }

    private sealed class Families : IAudienceDirectory
    {
        public ValueTask<ImmutableArray<Responder>> FindAsync(AudienceQuestion question, CancellationToken cancellationToken) =>
            ValueTask.FromResult<ImmutableArray<Responder>>(question.Audience == MessageAudience.External
                ? [new Responder { Id = "families", Methods = [new ContactMethod { Channel = "pager", Address = "all@school.example" }] }]
                : []);
    }
}
