using System.Collections.Immutable;

namespace MediMate.Incidents.Tests.Observers;

public sealed class ObserverTests
{
    [Fact]
    public async Task Observer_sees_events_rows_and_refusals_in_the_order_of_the_commits()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.DoAsync(incident, new Close { By = Actor.Person("aisyah") });
        await engine.Incidents.AcknowledgeAsync(incident.Id, "aisyah");

        Assert.Equal(["TakeSignal", "AnswerLookUp", "BeginSending", "CompleteSending", "Close", "Acknowledge"], engine.Commits.Select(commit => commit.Command));
        Assert.Equal("MMI2004", engine.Commits[4].Rejection?.Code);
        Assert.Equal(
            [OutboxStatus.Waiting, OutboxStatus.Sending, OutboxStatus.Done],
            engine.Commits.SelectMany(commit => commit.Rows).OfType<OutboxMessage>().Select(row => row.Status));
        Assert.Equal((await engine.TimelineAsync(incident)).AsEnumerable(), engine.Commits.SelectMany(commit => commit.Events));
    }

    [Fact]
    public async Task Observer_that_throws_changes_nothing()
    {
        await using var engine = new Engine(configure: incidents => incidents.AddObserver(new ThrowingObserver()));

        var incident = await engine.SignalAsync();

        Assert.Equal(["0:00 Page aisyah"], engine.Sent());
        Assert.Equal(IncidentPhase.Detected, incident.Phase);
    }

    [Fact]
    public async Task Observer_sees_commits_of_many_threads_in_their_order()
    {
        await using var engine = new Engine();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down", Key = "K1" }).AsTask())));

        var sequences = engine.Commits.SelectMany(commit => commit.Events).Select(happened => happened.Sequence).ToImmutableArray();
        Assert.Equal(Enumerable.Range(1, sequences.Length).Select(number => (long)number), sequences);
    }

    private sealed class ThrowingObserver : IIncidentObserver
    {
        public void OnCommitted(IncidentCommit commit) => throw new InvalidOperationException("broken");
    }
}
