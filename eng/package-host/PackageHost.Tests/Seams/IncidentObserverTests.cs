using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace PackageHost.Tests.Seams;

public sealed class IncidentObserverTests
{
    [Fact]
    public async Task Observer_of_a_host_sees_what_was_committed_and_what_was_refused()
    {
        var board = new Board();
        await using var harness = SchoolPlaybook.Start(incidents => incidents.AddObserver(board));

        var opened = await harness.Incidents.SignalAsync(SchoolPlaybook.Outage);
        await harness.Incidents.AcknowledgeAsync(opened.Incident!.Id, "aisyah");
        await harness.Incidents.ExecuteAsync(opened.Incident.Id, new BeginReview { By = Actor.Person("aisyah") });
        await harness.AdvanceAsync(Duration.Zero);

        Assert.Contains("IncidentDeclared", board.Seen);
        Assert.Contains("Acknowledged", board.Seen);
        Assert.Contains(board.Seen, seen => seen.StartsWith("refused BeginReview MMI2", StringComparison.Ordinal));
    }

    // snippet: observer
    private sealed class Board : IIncidentObserver
    {
        public List<string> Seen { get; } = [];

        public void OnCommitted(IncidentCommit commit)
        {
            Seen.AddRange(commit.Events.Select(happened => happened.GetType().Name));
            if (commit.Rejection is { } rejection)
            {
                Seen.Add($"refused {commit.Command} {rejection.Code}");
            }
        }
    }
    // end of snippet
}
