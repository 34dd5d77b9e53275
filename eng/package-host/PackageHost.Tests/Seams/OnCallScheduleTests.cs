using System.Collections.Immutable;
using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace PackageHost.Tests.Seams;

public sealed class OnCallScheduleTests
{
    [Fact]
    public async Task Schedule_of_a_host_says_who_is_on_call_in_a_role_and_the_directory_how_to_reach_them()
    {
        await using var harness = SchoolPlaybook.Start(incidents => incidents.AddOnCallSchedule("On-call Engineer", new Turns()));

        await harness.Incidents.SignalAsync(new Signal { Key = "a", Summary = "everything is down" });
        await harness.AdvanceAsync(Duration.FromDays(1));
        await harness.Incidents.SignalAsync(new Signal { Key = "b", Summary = "everything is down" });
        await harness.AdvanceAsync(Duration.Zero);

        Assert.Contains(harness.Messages, sent => sent.Message is { Kind: MessageKind.Page, Incident: "INC-1", To: "aisyah" });
        Assert.Contains(harness.Messages, sent => sent.Message is { Kind: MessageKind.Page, Incident: "INC-2", To: "ben" });
        Assert.DoesNotContain(harness.Messages, sent => sent.Message is { Kind: MessageKind.Page, Incident: "INC-2", To: "aisyah" });
    }

    // snippet: on-call-schedule
    /// <summary>Even days are Aisyah's, odd days Ben's.</summary>
    private sealed class Turns : IOnCallSchedule
    {
        public ValueTask<ImmutableArray<string>> OnCallAsync(Instant at, CancellationToken cancellationToken) =>
            ValueTask.FromResult<ImmutableArray<string>>(at.InUtc().Day % 2 == 0 ? ["aisyah"] : ["ben"]);
    }
    // end of snippet
}
