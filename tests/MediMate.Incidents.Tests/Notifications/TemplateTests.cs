using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

public sealed class TemplateTests
{
    private static readonly Actor Aisyah = Actor.Person("aisyah");

    [Fact]
    public async Task Page_is_the_internal_escalation_with_fallbacks_for_what_is_not_known_yet()
    {
        await using var engine = new Engine();
        await engine.SignalAsync("Complete app down: [all] probes fail");

        Assert.Equal(
            "P0 Incident: Complete app down: [all] probes fail\nImpact: not yet assessed\nCurrent Status: Investigation\nNext Steps: acknowledge, then assess",
            engine.Sms.Messages.Single().Message.Body);
    }

    [Fact]
    public async Task Update_to_users_is_the_user_notification_around_the_words_of_its_author()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync("x");
        await engine.AcceptAsync(incident, new SendUpdate { By = Aisyah, Audience = MessageAudience.External, Text = "problems with logging in" });
        await engine.Incidents.RunDueAsync();

        var sent = engine.Sms.Messages[^1].Message;
        Assert.Equal("We're experiencing problems with logging in. Our team is working to resolve this quickly. We apologize for any inconvenience.", sent.Body);
        Assert.Equal((MessageKind.Update, MessageAudience.External, "users"), (sent.Kind, sent.Audience, sent.To));
        Assert.True((await engine.Incidents.FindAsync(incident.Id))!.Facts.HasFlag(LifecycleFacts.UsersTold));
    }

    [Theory]
    [InlineData("", "MMI2002")]
    [InlineData("trouble with [brief description]", "MMI2010")]
    public async Task Update_to_users_that_would_show_a_blank_or_a_bracket_is_refused(string text, string code)
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync("x");

        var outcome = await engine.DoAsync(incident, new SendUpdate { By = Aisyah, Audience = MessageAudience.External, Text = text });

        Assert.Equal(code, outcome.Rejection?.Code);
    }

    [Fact]
    public async Task Update_to_users_is_refused_with_the_name_of_what_is_missing()
    {
        var playbook = TestPlaybooks.Example with
        {
            Templates = [new MessageTemplate { Name = "User Notification", Audience = MessageAudience.External, Text = "[brief description]: [impact]" }],
        };
        await using var engine = new Engine(playbook);
        var incident = await engine.SignalAsync("x");

        var refused = await engine.DoAsync(incident, new SendUpdate { By = Aisyah, Audience = MessageAudience.External, Text = "trouble" });
        Assert.Equal(["[impact] has a value"], refused.Rejection!.Reasons);

        await engine.AcceptAsync(
            incident,
            new DescribeImpact { By = Aisyah, Text = "no lessons" },
            new SendUpdate { By = Aisyah, Audience = MessageAudience.External, Text = "trouble" });
    }

    [Fact]
    public async Task Update_that_reaches_nobody_is_recorded_as_failed_and_tells_no_users()
    {
        await using var engine = new Engine();
        engine.Directory.Roles["External Users"] = [];
        var incident = await engine.SignalAsync("x");
        await engine.AcceptAsync(incident, new SendUpdate { By = Aisyah, Audience = MessageAudience.External, Text = "trouble" });
        await engine.Incidents.RunDueAsync();

        var row = (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().Single(message => message.Kind == MessageKind.Update);
        Assert.Equal(OutboxStatus.Failed, row.Status);
        Assert.False((await engine.Incidents.FindAsync(incident.Id))!.Facts.HasFlag(LifecycleFacts.UsersTold));
    }

    [Fact]
    public async Task Internal_update_goes_to_the_team_of_the_level()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync("UI glitch");
        await engine.AcceptAsync(incident, new SendUpdate { By = Aisyah, Audience = MessageAudience.Internal, Text = "fix is on its way" });
        await engine.Incidents.RunDueAsync();

        Assert.Equal(["aisyah", "ben", "dina", "eka"], engine.Sms.Messages.Where(entry => entry.Message.Kind == MessageKind.Update).Select(entry => entry.Message.To).Order());
    }

    [Theory]
    [InlineData("P[X]", "P0")]
    [InlineData("P[X] P[x]", "P0 P0")]
    [InlineData("STOP[X]", null)]
    [InlineData("[level]/[BRIEF description]", "P0/Complete app down")]
    [InlineData(@"\[x\] [phase]", "[x] Investigation")]
    [InlineData("[Detection/Resolution]", "Detection")]
    [InlineData("[open", "[open")]
    [InlineData("[user/system effect]", "not yet assessed")]
    public async Task Template_is_read_by_words(string text, string? rendered)
    {
        var playbook = TestPlaybooks.Example with { Templates = [new MessageTemplate { Name = "Internal", Audience = MessageAudience.Internal, Text = text }] };
        if (rendered is null)
        {
            var refused = Assert.Throws<PlaybookException>(() => CompiledPlaybook.Compile(playbook));
            Assert.Equal("MMI1017", refused.Findings.Single().Code);
            return;
        }

        await using var engine = new Engine(playbook);
        await engine.SignalAsync();
        Assert.Equal(rendered, engine.Sms.Messages.Single().Message.Body);
    }

    [Fact]
    public async Task Update_to_users_is_refused_when_a_value_of_the_template_holds_a_bracket()
    {
        await using var engine = new Engine(ForUsers("[brief description]: [impact]"));
        var incident = await engine.SignalAsync("x");
        await engine.AcceptAsync(incident, new DescribeImpact { By = Aisyah, Text = "no lessons in [class]" });

        var refused = await engine.DoAsync(incident, new SendUpdate { By = Aisyah, Audience = MessageAudience.External, Text = "trouble" });

        Assert.Equal(["[impact] holds no bracket"], refused.Rejection!.Reasons);
    }

    [Fact]
    public async Task Update_to_users_fails_instead_of_showing_a_blank_when_the_template_changed_before_sending()
    {
        await using var before = new Engine();
        var incident = await before.SignalAsync("x");
        await before.AcceptAsync(incident, new SendUpdate { By = Aisyah, Audience = MessageAudience.External, Text = "trouble" });

        await using var after = new Engine(ForUsers("[brief description]: [impact]"), incidents => incidents.UseStore(before.Store));
        await after.Incidents.RunDueAsync();

        Assert.Empty(after.Sms.Messages);
        var row = (await after.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().Single(message => message.Kind == MessageKind.Update);
        Assert.Equal((OutboxStatus.Failed, "MMI4006: the message to users cannot go out: [impact] has a value."), (row.Status, row.Reason));
        Assert.False((await after.Incidents.FindAsync(incident.Id))!.Facts.HasFlag(LifecycleFacts.UsersTold));
    }

    [Fact]
    public void Template_for_users_with_what_only_responders_are_told_is_an_error_at_load()
    {
        var finding = Assert.Single(PlaybookValidator.Validate(ForUsers("[brief description], [next steps]")));

        Assert.Equal("MMI1017", finding.Code);
    }

    [Fact]
    public async Task Playbook_without_templates_sends_plain_texts()
    {
        await using var engine = new Engine(TestPlaybooks.Example with { Templates = [] });
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new SendUpdate { By = Aisyah, Audience = MessageAudience.External, Text = "trouble with logging in" });
        await engine.Incidents.RunDueAsync();

        Assert.Equal(
            "P0 incident INC-1: Complete app down\nImpact: not yet assessed\nCurrent status: Investigation\nNext steps: acknowledge, then assess",
            engine.Sms.Messages[0].Message.Body);
        Assert.Equal("trouble with logging in", engine.Sms.Messages[1].Message.Body);
    }

    private static Playbook ForUsers(string text) => TestPlaybooks.Example with
    {
        Templates = [new MessageTemplate { Name = "User Notification", Audience = MessageAudience.External, Text = text }],
    };

    [Fact]
    public async Task Page_says_what_to_do_next_once_somebody_works_on_it()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists with { ReopenWithin = Duration.FromHours(2) });
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new BeginAssessment { By = Aisyah }, new CompleteItem { By = Aisyah, Item = "classify-severity" });
        var playbook = CompiledPlaybook.Compile(TestPlaybooks.WithChecklists);
        var message = new OutboxMessage
        {
            Key = "k",
            IncidentId = incident.Id,
            Reference = "INC-1",
            Cause = 1,
            QueuedAt = Engine.Start,
            NotBefore = Engine.Start,
            Kind = MessageKind.Page,
            Audience = MessageAudience.Responders,
            To = "ben",
            Channel = "sms",
        };

        var (body, _) = MessageRenderer.Render(playbook, playbook, (await engine.Incidents.FindAsync(incident.Id))!, message, MessageFormat.PlainText);

        Assert.EndsWith("Next Steps: Determine potential impact", body, StringComparison.Ordinal);
    }
}
