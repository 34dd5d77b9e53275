using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Messages that are tried again: when, how often, and with what.</summary>
public sealed class RetryTests
{
    [Fact]
    public void Delay_doubles_from_five_seconds_to_five_minutes_and_is_spread_by_a_fifth()
    {
        double[] middles = [5, 10, 20, 40, 80, 160, 300, 300, 300];
        for (var attempt = 1; attempt <= middles.Length; attempt++)
        {
            var delays = Enumerable.Range(0, 200).Select(row => Retrying.DelayAfter($"INC-{row}/5/ben/sms", attempt).TotalSeconds).ToList();

            Assert.All(delays, delay => Assert.InRange(delay, middles[attempt - 1] * 0.8, middles[attempt - 1] * 1.2));
            Assert.InRange(delays.Max() - delays.Min(), middles[attempt - 1] * 0.3, middles[attempt - 1] * 0.4);
        }

        Assert.Equal(Retrying.DelayAfter("INC-1/5/ben/sms", 3), Retrying.DelayAfter("INC-1/5/ben/sms", 3));
        Assert.InRange(Retrying.DelayAfter("INC-1/5/ben/sms", int.MaxValue), Duration.FromMinutes(4), Duration.FromMinutes(6));
    }

    [Fact]
    public async Task Every_attempt_sends_the_same_bytes_under_the_same_key()
    {
        await using var engine = new Engine();
        engine.Sms.Instead = (_, _) => Task.FromResult(DeliveryResult.Retry("busy"));
        var incident = await engine.SignalAsync("UI glitch");
        await engine.AcceptAsync(incident, new DescribeImpact { By = Actor.Person("ben"), Text = "all of it" });
        await engine.AdvanceToAsync(Engine.Start + Duration.FromSeconds(20));
        engine.Sms.Instead = null;
        await engine.AdvanceToAsync(Engine.Start + Duration.FromMinutes(1));

        var sent = engine.Sms.Messages.Where(entry => entry.Message.Kind == MessageKind.Page).Select(entry => entry.Message).ToList();
        Assert.InRange(sent.Count, 3, 5);
        Assert.Single(sent.Distinct());
    }

    [Fact]
    public async Task Channel_that_asks_for_ever_ends_with_the_expiry()
    {
        await using var engine = new Engine();
        engine.Sms.Instead = (_, _) => Task.FromResult(DeliveryResult.Retry("closed", Duration.MaxValue));
        var incident = await engine.SignalAsync("UI glitch");

        var row = (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().Single();
        Assert.Equal((OutboxStatus.Failed, "MMI4008: it expires before the next attempt, after 1 attempt: closed"), (row.Status, row.Reason));
    }

    [Fact]
    public async Task Channel_that_answers_nothing_is_tried_again()
    {
        await using var engine = new Engine();
        engine.Sms.Instead = (_, _) => Task.FromResult<DeliveryResult>(null!);
        var incident = await engine.SignalAsync("UI glitch");

        var row = (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().Single();
        Assert.Equal((OutboxStatus.Waiting, 1), (row.Status, row.Attempts));
    }

    [Fact]
    public async Task Row_of_an_earlier_version_has_no_expiry()
    {
        await using var engine = new Engine();
        engine.Sms.Instead = (_, _) => Task.FromResult(DeliveryResult.Retry("busy"));
        var incident = await engine.SignalAsync("UI glitch");
        var row = (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().Single();
        await engine.Store.ExecuteAsync([new StoreRequest { Row = row.Key }], (_, _) => new StoreDecision { Rows = [row with { ExpiresAt = null, NotBefore = Engine.Start + Duration.FromHours(20) }] });
        engine.Sms.Instead = null;

        await engine.AdvanceToAsync(Engine.Start + Duration.FromHours(21));

        Assert.Equal(OutboxStatus.Done, (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().Single(message => message.Key == row.Key).Status);
    }

    [Fact]
    public void Time_before_the_next_attempt_is_not_negative()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DeliveryResult.Retry("busy", -Duration.Epsilon));
    }
}
