using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>In which form and language a message goes out, and what keeps it from going out.</summary>
public sealed class SendingFormTests
{
    private static readonly Actor Aisyah = Actor.Person("aisyah");

    [Theory]
    [InlineData(MessageFormat.PlainText, "P0: <b>down</b> & out")]
    [InlineData(MessageFormat.Html, "P0: &lt;b&gt;down&lt;/b&gt; &amp; out")]
    [InlineData(MessageFormat.Markdown, @"P0\: \<b\>down\</b\> \& out")]
    public async Task Message_goes_out_in_the_form_of_its_channel(MessageFormat format, string body)
    {
        await using var engine = new Engine(With(MessageAudience.Internal, "P[X]: [summary]"));
        engine.Sms.SaysFormat = () => format;
        await DeclareAsync(engine, "<b>down</b> & out");

        var sent = engine.Sms.Messages.Single().Message;
        Assert.Equal((body, format), (sent.Body, sent.Format));
    }

    [Fact]
    public async Task Channel_that_says_nothing_about_its_form_gets_plain_text()
    {
        var channel = new Mute();
        await using var engine = new Engine(configure: incidents => incidents.AddNotificationChannel("sms", channel));
        await DeclareAsync(engine, "a & b");

        Assert.Contains("a & b", channel.Message!.Body, StringComparison.Ordinal);
        Assert.Equal(MessageFormat.PlainText, channel.Message.Format);
    }

    [Fact]
    public async Task Channel_that_cannot_say_its_form_gets_plain_text_at_once()
    {
        await using var engine = new Engine();
        engine.Sms.SaysFormat = () => throw new InvalidOperationException("no settings");
        await DeclareAsync(engine, "a & b");

        Assert.Equal(["0:00 Page aisyah"], engine.Sent());
        Assert.Equal(MessageFormat.PlainText, engine.Sms.Messages.Single().Message.Format);
    }

    [Fact]
    public async Task Another_attempt_sends_the_same_bytes_whatever_the_channel_and_the_playbook_say_by_then()
    {
        await using var engine = new Engine(With(MessageAudience.Internal, "P[X]: [summary]"));
        engine.Sms.SaysFormat = () => MessageFormat.Html;
        engine.Sms.Instead = (_, cancellationToken) => new TaskCompletionSource<DeliveryResult>().Task.WaitAsync(cancellationToken);
        var outcome = await engine.Incidents.DeclareAsync(new DeclareIncident { By = Aisyah, Summary = "a & b", Level = "P0" });
        while (await engine.Dispatcher.BeginDueAsync(CancellationToken.None) > 0)
        {
        }

        // The node dies; another one takes over, with another playbook and another channel.
        var first = (await engine.Store.ReadOutboxAsync(outcome.Incident!.Id)).OfType<OutboxMessage>().Single();
        await using var other = new Engine(With(MessageAudience.Internal, "other text"), incidents => incidents.UseStore(engine.Store));
        other.Sms.SaysFormat = () => MessageFormat.Markdown;
        other.Time.SetUtcNow(first.NotBefore.ToDateTimeOffset());
        await other.Incidents.RunDueAsync();

        var again = other.Sms.Messages.Select(entry => entry.Message).First(message => message.Key == first.Key);
        Assert.Equal(("P0: a &amp; b", MessageFormat.Html), (again.Body, again.Format));
        Assert.Equal(engine.Sms.Messages.Single().Message, again);
    }

    [Theory]
    [InlineData(MessageFormat.PlainText)]
    [InlineData(MessageFormat.Html)]
    [InlineData(MessageFormat.Markdown)]
    public async Task Renderer_that_throws_gives_way_to_a_plain_text(MessageFormat format)
    {
        await using var engine = new Engine();
        var incident = await DeclareAsync(engine, "a & \u0000b");
        var waiting = Row(incident, MessageKind.Page, MessageAudience.Responders) with
        {
            Escalation = new EscalationPosition { Epoch = incident.Ladder!.Epoch, Loop = 1, Step = 1 },
        };

        // No command lets such a value in: this stands for whatever else may go wrong.
        var hostile = incident with { Impact = new Impact { Text = null! } };
        var row = Begin(TestPlaybooks.Example, hostile, waiting, format);

        Assert.Equal(OutboxStatus.Sending, row.Status);
        Assert.Equal(MessageFormats.Encode("P0 INC-1: a & \uFFFDb", format), row.Body);
        Assert.Equal(format, row.Format);
    }

    [Fact]
    public async Task Message_to_users_that_cannot_be_rendered_fails_and_says_so()
    {
        await using var engine = new Engine();
        var incident = await DeclareAsync(engine, "x");
        var waiting = Row(incident, MessageKind.Update, MessageAudience.External) with { Text = "trouble" };

        var playbook = With(MessageAudience.External, "[brief description]: [impact]");

        var row = Begin(playbook, incident with { Impact = new Impact { Text = null! } }, waiting, MessageFormat.Html);

        Assert.Equal((OutboxStatus.Failed, null), (row.Status, row.Body));
        Assert.StartsWith("MMI4006: the message to users cannot go out: it cannot be rendered (", row.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MessageFormat.Html)]
    [InlineData(MessageFormat.Markdown)]
    public async Task Message_to_users_shows_no_blank_and_no_bracket_in_any_form(MessageFormat format)
    {
        await using var engine = new Engine();
        engine.Sms.SaysFormat = () => format;
        var incident = await DeclareAsync(engine, "x");

        var bracket = await engine.DoAsync(incident, new SendUpdate { By = Aisyah, Audience = MessageAudience.External, Text = "see [x]" });
        var blank = await engine.DoAsync(incident, new SendUpdate { By = Aisyah, Audience = MessageAudience.External, Text = "\u200B\u202E" });

        Assert.Equal("MMI2010", bracket.Rejection?.Code);
        Assert.Equal(["[brief description] has a value"], blank.Rejection?.Reasons);
    }

    [Fact]
    public async Task Each_reader_gets_the_text_in_their_language_and_the_row_says_which()
    {
        await using var engine = new Engine(With(MessageAudience.External, "Sorry: [brief description]", "Maaf: [brief description]"));
        engine.Directory.Roles["External Users"] = ["en-users", "ms-users"];
        engine.Directory.Languages["ms-users"] = "ms-MY";
        var incident = await DeclareAsync(engine, "x");
        await engine.AcceptAsync(incident, new SendUpdate { By = Aisyah, Audience = MessageAudience.External, Text = "log-in" });
        await engine.Incidents.RunDueAsync();

        var sent = engine.Sms.Messages.Select(entry => entry.Message).Where(message => message.Audience == MessageAudience.External);
        Assert.Equal([("en-users", "Sorry: log-in", null), ("ms-users", "Maaf: log-in", "ms")], sent.Select(message => (message.To, message.Body, message.Language)));
        var row = (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().Single(message => message.To == "ms-users");
        Assert.Equal(("ms-MY", "ms"), (row.ReaderLanguage, row.Language));
    }

    [Fact]
    public async Task Pages_are_in_the_language_of_who_is_paged()
    {
        await using var engine = new Engine(With(MessageAudience.Internal, "Call: [summary]", "Panggilan: [summary]"));
        engine.Directory.Languages["ben"] = "ms";
        await DeclareAsync(engine, "x");
        await engine.AdvanceAsync(Duration.FromMinutes(5));

        Assert.Equal(["Call: x", "Panggilan: x"], engine.Sms.Messages.Select(entry => entry.Message.Body));
    }

    [Fact]
    public async Task Update_is_refused_when_a_text_in_any_language_could_not_go_out()
    {
        await using var engine = new Engine(With(MessageAudience.External, "Sorry: [brief description]", "Maaf: [brief description] ([impact])"));
        var incident = await DeclareAsync(engine, "x");

        var refused = await engine.DoAsync(incident, new SendUpdate { By = Aisyah, Audience = MessageAudience.External, Text = "log-in" });

        Assert.Equal(["[impact] has a value"], refused.Rejection?.Reasons);
    }

    private static async Task<Incident> DeclareAsync(Engine engine, string summary)
    {
        var outcome = await engine.Incidents.DeclareAsync(new DeclareIncident { By = Aisyah, Summary = summary, Level = "P0" });
        Assert.Null(outcome.Rejection);
        await engine.Incidents.RunDueAsync();
        return outcome.Incident!;
    }

    private static OutboxMessage Begin(Playbook playbook, Incident incident, OutboxMessage row, MessageFormat format)
    {
        var compiled = CompiledPlaybook.Compile(playbook);
        var inputs = new DecisionInputs
        {
            Playbook = compiled,
            CurrentPlaybook = compiled,
            Options = new IncidentResponseOptions(),
            NewId = default,
            NewReference = string.Empty,
            Row = row,
        };
        var draft = new IncidentDraft(incident, inputs, Actor.System, Engine.Start);
        Assert.Null(Sending.Begin(new BeginSending { By = Actor.System, Format = format }, draft));
        return Assert.IsType<OutboxMessage>(Assert.Single(draft.Rows));
    }

    private static OutboxMessage Row(Incident incident, MessageKind kind, MessageAudience audience) => new()
    {
        Key = "k",
        IncidentId = incident.Id,
        Reference = incident.Reference,
        Cause = 1,
        QueuedAt = Engine.Start,
        NotBefore = Engine.Start,
        Kind = kind,
        Audience = audience,
        To = "ben",
        Channel = "sms",
    };

    private static Playbook With(MessageAudience audience, string text, string? malay = null)
    {
        var template = new MessageTemplate { Name = "Message", Audience = audience, Text = text };
        return TestPlaybooks.Example with { Templates = malay is null ? [template] : [template, template with { Language = "ms", Text = malay }] };
    }

    /// <summary>A channel as one was written before channels had a form.</summary>
    private sealed class Mute : INotificationChannel
    {
        public OutgoingMessage? Message { get; private set; }

        public ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            Message = message;
            return ValueTask.FromResult(DeliveryResult.Delivered());
        }
    }
}
