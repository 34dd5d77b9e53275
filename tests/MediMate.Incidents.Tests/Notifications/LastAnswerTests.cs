using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>What the contact directory answered last, and when it stands in.</summary>
public sealed class LastAnswerTests
{
    [Fact]
    public async Task Last_answer_stands_in_for_a_directory_that_hangs()
    {
        await using var engine = new Engine();
        engine.Directory.Roles["On-call Engineer"] = ["eka"];
        await engine.SignalAsync("UI glitch", "K1");
        engine.Directory.IsHanging = true;
        await engine.Incidents.SignalAsync(new Signal { Summary = "UI glitch", Key = "K2" });
        while (await engine.Dispatcher.BeginDueAsync(CancellationToken.None) > 0)
        {
        }

        engine.Time.Advance(TimeSpan.FromSeconds(2));
        await engine.Dispatcher.WhenIdleAsync(CancellationToken.None);
        await engine.Incidents.RunDueAsync();

        Assert.Equal(["0:00 Page eka", "0:02 Page eka"], engine.Sent().Where(line => line.Contains("Page", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Answer_is_kept_once_and_again_only_when_it_changes()
    {
        await using var engine = new Engine();
        for (var i = 0; i < 3; i++)
        {
            await engine.SignalAsync("UI glitch", $"K{i}");
        }

        var kept = Assert.Single(await engine.Store.ReadSubjectsAsync(SubjectKind.LookUpAnswer));
        Assert.Equal(1, kept.Version);
        engine.Directory.Channels = ["sms", "mail"];
        await engine.SignalAsync("UI glitch", "K4");
        kept = Assert.Single(await engine.Store.ReadSubjectsAsync(SubjectKind.LookUpAnswer));
        Assert.Equal((2, 2), (kept.Version, ((LookUpAnswer)kept).People[0].Methods.Length));
    }

    [Fact]
    public async Task Answer_that_was_asked_for_earlier_replaces_no_later_one()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync("UI glitch");
        var kept = (LookUpAnswer)Assert.Single(await engine.Store.ReadSubjectsAsync(SubjectKind.LookUpAnswer));
        var row = (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxLookUp>().First();
        await engine.Store.ExecuteAsync([new StoreRequest { Row = row.Key }], (_, _) => new StoreDecision { Rows = [row with { Status = OutboxStatus.Waiting }] });

        TargetAnswer late = new() { Target = kept.Target, People = [], IsNews = true, At = kept.Since - Duration.FromSeconds(1) };
        await ((IncidentResponse)engine.Incidents).ExecuteRowAsync(ContactLookUp.RequestOf(row, [late]), new AnswerLookUp { By = Actor.System, Answers = [late] });

        Assert.Equal(1, Assert.Single(await engine.Store.ReadSubjectsAsync(SubjectKind.LookUpAnswer)).Version);
    }
}
