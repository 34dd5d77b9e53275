using System.Collections.Immutable;
using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace PackageHost.Tests.Seams;

public sealed class ContactDirectoryTests
{
    [Fact]
    public async Task Directory_of_a_host_says_who_is_behind_a_role_and_how_to_reach_them()
    {
        await using var harness = SchoolPlaybook.Start(incidents => incidents.UseContactDirectory<StaffList>());

        await harness.Incidents.SignalAsync(SchoolPlaybook.Outage);
        await harness.AdvanceAsync(Duration.Zero);

        Assert.Contains(harness.Messages, sent => sent.Message is { Kind: MessageKind.Page, To: "dina", Address: "4712" });
    }

    private sealed class StaffList : IContactDirectory
    {
        public ValueTask<ImmutableArray<Responder>> FindAsync(string target, Instant at, CancellationToken cancellationToken) =>
            ValueTask.FromResult<ImmutableArray<Responder>>(target == "On-call Engineer"
                ? [new Responder { Id = "dina", Methods = [new ContactMethod { Channel = "pager", Address = "4712" }] }]
                : []);
    }
}
