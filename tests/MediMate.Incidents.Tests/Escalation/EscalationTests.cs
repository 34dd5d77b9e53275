using NodaTime;

namespace MediMate.Incidents.Tests.Escalation;

public sealed class EscalationTests
{
    [Fact]
    public async Task Ladder_climbs_by_its_schedule_and_repeats_until_somebody_acknowledges()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(16));
        await engine.Incidents.AcknowledgeAsync(incident.Id, "ben");
        await engine.AdvanceAsync(Duration.FromHours(3));

        Assert.Equal(
            ["0:00 Page aisyah", "5:00 Page ben", "10:00 Page chen", "15:00 Page aisyah"],
            engine.Sent().Where(line => line.Contains("Page", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Empty_step_runs_the_next_at_once_and_moves_the_rest_of_that_loop_earlier()
    {
        await using var engine = new Engine();
        engine.Directory.Roles["On-call Engineer"] = [];
        await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(24));

        Assert.Equal(
            ["0:00 Page ben", "5:00 Page chen", "15:00 Page ben", "20:00 Page chen"],
            engine.Sent().Where(line => line.Contains("Page", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Last_step_that_is_empty_leaves_the_next_loop_at_its_own_time()
    {
        await using var engine = new Engine();
        engine.Directory.Roles["CTO"] = [];
        await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(15));

        Assert.Equal(
            ["0:00 Page aisyah", "5:00 Page ben", "15:00 Page aisyah"],
            engine.Sent().Where(line => line.Contains("Page", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Page_that_fails_for_good_runs_the_next_step_at_once()
    {
        await using var engine = new Engine();
        engine.Sms.Instead = (message, _) => Task.FromResult(message.To == "aisyah" ? DeliveryResult.Failed("no such number") : DeliveryResult.Delivered());
        var incident = await engine.SignalAsync();

        Assert.Equal(["0:00 Page aisyah", "0:00 Page ben"], engine.Sent());
        var moved = (await engine.TimelineAsync(incident)).OfType<EscalationStepRan>().Single(ran => ran.ResolvedTo.IsEmpty);
        Assert.Equal(Duration.FromMinutes(5), moved.Moved);
    }

    [Fact]
    public async Task Page_that_fails_beside_one_that_arrives_moves_nothing()
    {
        await using var engine = new Engine();
        engine.Directory.Roles["On-call Engineer"] = ["aisyah", "farid"];
        engine.Sms.Instead = (message, _) => Task.FromResult(message.To == "aisyah" ? DeliveryResult.Failed("no such number") : DeliveryResult.Delivered());
        await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(4));

        Assert.Equal(["0:00 Page aisyah", "0:00 Page farid"], engine.Sent());
    }

    [Fact]
    public async Task Exhausted_full_level_pages_the_emergency_contact_each_cycle_for_a_day()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromHours(48));

        var timeline = await engine.TimelineAsync(incident);
        Assert.Equal(Engine.Start + Duration.FromMinutes(45), timeline.OfType<EscalationExhausted>().Single().RecordedAt);
        var calls = timeline.OfType<EscalationStepDue>().Where(step => step.Step == 0).Select(step => step.RecordedAt).ToList();
        Assert.Equal(Engine.Start + Duration.FromMinutes(45), calls[0]);
        Assert.Equal(Engine.Start + Duration.FromMinutes(60), calls[1]);
        Assert.Equal(Engine.Start + Duration.FromMinutes(45) + Duration.FromHours(24), calls[^1]);
        Assert.Equal(97, engine.Sent().Count(line => line.EndsWith("Page ems", StringComparison.Ordinal)));
        Assert.Null((await engine.Incidents.FindAsync(incident.Id))!.NextDueAt);
    }

    [Fact]
    public async Task Exhausted_short_level_leaves_one_note_to_the_role_of_the_last_step()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync("Minor feature failure");
        await engine.AdvanceAsync(Duration.FromHours(30));

        Assert.Equal(Engine.Start + Duration.FromHours(4), (await engine.TimelineAsync(incident)).OfType<EscalationExhausted>().Single().RecordedAt);
        Assert.Equal(["0:00 Page aisyah", "60:00 Page ben", "192:00 Note ben", "240:00 Note ben"], engine.Sent());
    }

    [Fact]
    public async Task Outage_collapses_missed_steps_into_one_call_and_then_keeps_the_schedule()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        engine.Time.Advance(TimeSpan.FromMinutes(12));
        await engine.Incidents.RunDueAsync();
        await engine.AdvanceToAsync(Engine.Start + Duration.FromMinutes(15));

        Assert.Equal(
            ["0:00 Page aisyah", "12:00 Page ben", "12:00 Page chen", "15:00 Page aisyah"],
            engine.Sent().Where(line => line.Contains("Page", StringComparison.Ordinal)));
        var due = (await engine.TimelineAsync(incident)).OfType<EscalationStepDue>().ToList();
        Assert.Equal([true, false, true, true], due.Select(step => step.IsAnnounced));
        Assert.Contains("Sent late", engine.Sms.Messages[2].Message.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outage_over_the_whole_ladder_calls_everybody_once_with_the_emergency_contact()
    {
        await using var engine = new Engine();
        await engine.SignalAsync();
        engine.Time.Advance(TimeSpan.FromHours(10));
        await engine.Incidents.RunDueAsync();

        Assert.Equal(
            ["600:00 Page aisyah", "600:00 Page ben", "600:00 Page chen", "600:00 Page ems"],
            engine.Sent().Skip(1).Where(line => line.Contains("Page", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Acknowledgement_before_the_answer_of_the_look_up_wins()
    {
        await using var engine = new Engine();
        var outcome = await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down", Key = "K1" });
        await engine.Incidents.AcknowledgeAsync(outcome.Incident!.Id, "aisyah");
        await engine.Incidents.RunDueAsync();

        Assert.Empty(engine.Sms.Messages);
        var row = Assert.Single(await engine.Store.ReadOutboxAsync(outcome.Incident.Id));
        Assert.Equal((OutboxStatus.Suppressed, "acknowledged"), (row.Status, row.Reason));
    }

    [Fact]
    public async Task Acknowledgement_committed_before_sending_begins_suppresses_the_page()
    {
        await using var engine = new Engine();
        engine.Directory.Roles["On-call Engineer"] = ["aisyah", "farid"];
        engine.Sms.Instead = async (message, cancellationToken) =>
        {
            await engine.Incidents.AcknowledgeAsync(message.IncidentId, message.To, cancellationToken);
            return DeliveryResult.Delivered();
        };
        var incident = await engine.SignalAsync();

        Assert.Single(engine.Sms.Messages);
        var rows = (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>();
        Assert.Equal([OutboxStatus.Done, OutboxStatus.Suppressed], rows.Select(row => row.Status).Order());
    }

    [Fact]
    public async Task Directory_that_fails_gives_way_to_the_contacts_of_the_playbook()
    {
        await using var engine = new Engine();
        engine.Directory.Failure = new InvalidOperationException("directory is away");
        var incident = await engine.SignalAsync();

        Assert.Equal(["0:00 Page aisyah"], engine.Sent());
        var ran = (await engine.TimelineAsync(incident)).OfType<EscalationStepRan>().Single();
        Assert.Equal("MMI4005: the contact directory failed: InvalidOperationException; the playbook's contact stood in", ran.Reason);
    }

    [Fact]
    public void Built_in_ladder_calls_the_second_of_the_team_at_a_third_and_the_cto_at_two_thirds()
    {
        var playbook = TestPlaybooks.Example with { Ladders = [] };

        var critical = BuiltInLadder.For(playbook, playbook.Levels[0]);
        Assert.Equal(
            [(Duration.Zero, "On-call Engineer"), (Duration.FromMinutes(5), "Engineering Manager"), (Duration.FromMinutes(10), "CTO")],
            critical.Steps.Select(step => (step.Offset, step.Targets.Single())));
        Assert.Equal(2, BuiltInLadder.For(playbook, playbook.Levels[1]).Steps.Length);
    }

    [Fact]
    public void Built_in_ladder_calls_the_on_call_role_of_the_settings_first()
    {
        var playbook = TestPlaybooks.Example with { Ladders = [], OnCall = "Product Manager" };

        Assert.All(playbook.Levels, level => Assert.Equal("Product Manager", BuiltInLadder.For(playbook, level).Steps[0].Targets.Single()));
    }
}
