using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

public sealed class OutboxDispatcherTests
{
    [Fact]
    public async Task Channel_that_hangs_holds_neither_another_channel_nor_the_look_out_for_what_is_due()
    {
        var mail = new TestChannel();
        var playbook = TestPlaybooks.Example;
        playbook = playbook with { Ladders = playbook.Ladders.SetItem(3, playbook.Ladders[3] with { Steps = [playbook.Ladders[3].Steps[0] with { Channels = ["mail"] }] }) };
        await using var engine = new Engine(playbook, incidents => incidents.AddNotificationChannel("mail", mail).Configure(options => options.SendsPerChannel = 1));
        engine.Directory.Channels = ["sms", "mail"];
        engine.Sms.Instead = Hang;
        await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down" });
        await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down" });
        await engine.Incidents.SignalAsync(new Signal { Summary = "UI glitch" });

        // Look-ups first, then as much as the channels take.
        while (await engine.Dispatcher.BeginDueAsync(CancellationToken.None) > 0)
        {
        }

        Assert.Single(engine.Sms.Messages);
        Assert.Single(mail.Messages);
        Assert.Equal(["sms"], engine.Dispatcher.FullChannels);
        Assert.Equal(Engine.Start + Duration.FromSeconds(30), await engine.Incidents.NextDueAsync());

        // The message that waited goes out as soon as the first has run out of time.
        engine.Sms.Instead = null;
        engine.Time.Advance(TimeSpan.FromSeconds(30));
        await engine.Dispatcher.WhenIdleAsync(CancellationToken.None);
        await engine.Incidents.RunDueAsync();
        Assert.Equal(["INC-1", "INC-2"], engine.Sms.Messages.Where(entry => entry.Message.To == "aisyah").Select(entry => entry.Message.Incident));
    }

    [Fact]
    public async Task Channel_that_throws_leaves_a_message_that_waits_for_its_next_attempt_with_the_reason()
    {
        await using var engine = new Engine();
        engine.Sms.Instead = (_, _) => throw new InvalidOperationException("no modem");
        var incident = await engine.SignalAsync("UI glitch");

        var row = (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().Single();
        Assert.Equal((OutboxStatus.Waiting, 1), (row.Status, row.Attempts));
        Assert.Equal("MMI4003: InvalidOperationException: no modem", row.Reason);
    }

    [Fact]
    public async Task Channel_that_ignores_its_token_is_given_up_all_the_same()
    {
        await using var engine = new Engine();
        engine.Sms.Instead = (_, _) => new TaskCompletionSource<DeliveryResult>().Task;
        var outcome = await engine.Incidents.SignalAsync(new Signal { Summary = "UI glitch" });
        while (await engine.Dispatcher.BeginDueAsync(CancellationToken.None) > 0)
        {
        }

        engine.Time.Advance(TimeSpan.FromSeconds(30));
        await engine.Dispatcher.WhenIdleAsync(CancellationToken.None);

        var row = (await engine.Store.ReadOutboxAsync(outcome.Incident!.Id)).OfType<OutboxMessage>().Single();
        Assert.StartsWith("MMI4002", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_that_hangs_gives_way_to_the_contacts_of_the_playbook_after_two_seconds()
    {
        await using var engine = new Engine();
        engine.Directory.IsHanging = true;
        await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down" });
        await engine.Dispatcher.BeginDueAsync(CancellationToken.None);

        Assert.Equal(Engine.Start + Duration.FromSeconds(2), engine.Dispatcher.NextTimeoutAt);
        engine.Time.Advance(TimeSpan.FromSeconds(2));
        await engine.Dispatcher.WhenIdleAsync(CancellationToken.None);
        engine.Directory.IsHanging = false;
        await engine.Incidents.RunDueAsync();

        Assert.Equal(["0:02 Page aisyah"], engine.Sent());
    }

    [Fact]
    public async Task Message_whose_node_died_after_the_mark_is_looked_at_again_and_may_have_been_sent()
    {
        await using var engine = new Engine();
        engine.Sms.Instead = Hang;
        var outcome = await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down" });
        var incident = outcome.Incident!;
        while (await engine.Dispatcher.BeginDueAsync(CancellationToken.None) > 0)
        {
        }

        var lost = (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().Single();
        Assert.Equal(OutboxStatus.Sending, lost.Status);
        await engine.Incidents.AcknowledgeAsync(incident.Id, "aisyah");

        // Another node takes it up when its time is over.
        var rows = await engine.Store.ClaimOutboxAsync(new StoreClaim { Now = lost.NotBefore, LeasedUntil = lost.NotBefore, Limit = 1 });
        Assert.Equal(lost.Key, rows.Single().Key);
        engine.Time.SetUtcNow(lost.NotBefore.ToDateTimeOffset());
        await ((IncidentResponse)engine.Incidents).ExecuteRowAsync(lost.Key, new BeginSending { By = Actor.System });

        var row = (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().Single();
        Assert.NotEqual(OutboxStatus.Sending, row.Status);
    }

    [Fact]
    public async Task Slow_channel_keeps_its_message_for_as_long_as_it_works_and_a_dead_node_for_a_minute_at_most()
    {
        var ended = new TaskCompletionSource<DeliveryResult>();
        await using var engine = new Engine(configure: incidents => incidents.Configure(options => options.SendTimeout = TimeSpan.FromMinutes(10)));
        engine.Sms.Instead = (_, _) => ended.Task;
        var outcome = await engine.Incidents.SignalAsync(new Signal { Summary = "UI glitch" });
        while (await engine.Dispatcher.BeginDueAsync(CancellationToken.None) > 0)
        {
        }

        Assert.Equal(Engine.Start + Duration.FromMinutes(1), await engine.Store.NextOutboxDueAsync([]));
        for (var i = 0; i < 12; i++)
        {
            engine.Time.Advance(TimeSpan.FromSeconds(20));

            // The lease is prolonged on a thread of its own.
            while (await engine.Store.NextOutboxDueAsync([]) != engine.Now + Duration.FromMinutes(1))
            {
                await Task.Yield();
            }
        }

        ended.SetResult(DeliveryResult.Delivered());
        await engine.Dispatcher.WhenIdleAsync(CancellationToken.None);
        var row = (await engine.Store.ReadOutboxAsync(outcome.Incident!.Id)).OfType<OutboxMessage>().Single();
        Assert.Equal(OutboxStatus.Done, row.Status);
        Assert.Single(engine.Sms.Messages);
    }

    private static Task<DeliveryResult> Hang(OutgoingMessage message, CancellationToken cancellationToken) =>
        new TaskCompletionSource<DeliveryResult>().Task.WaitAsync(cancellationToken);
}
