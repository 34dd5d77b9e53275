using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>A renderer of the host: what it gets, and that it keeps no page from going out.</summary>
public sealed class HostRendererTests
{
    private static readonly Actor Ben = Actor.Person("ben");

    [Fact]
    public async Task Page_goes_out_as_the_renderer_made_it()
    {
        var renderer = new TestRenderer { Instead = request => $"** {request.Values["LEVEL"]} {request.Values["description"]} **" };
        await using var engine = new Engine(configure: incidents => incidents.UseTemplateRenderer(renderer));
        var incident = await engine.SignalAsync();

        Assert.Equal("** P0 Complete app down **", engine.Sms.Messages.Single().Message.Body);
        var request = renderer.Requests.Single();
        Assert.Equal(
            (MessageKind.Page, MessageAudience.Responders, MessageFormat.PlainText, incident.Reference, "P0", IncidentPhase.Detected),
            (request.Kind, request.Audience, request.Format, request.Incident, request.Level, request.Phase));
        Assert.StartsWith("P[X] Incident:", request.Template, StringComparison.Ordinal);
        Assert.Equal(
            ["description=Complete app down", "impact=not yet assessed", "level=P0", "next steps=acknowledge, then assess", "next update=not yet assessed", "phase=Investigation", "reference=INC-1"],
            request.Values.Select(value => $"{value.Key}={value.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u200b\n")]
    [InlineData("throw")]
    public async Task Page_is_rendered_by_the_engine_where_the_renderer_fails(string? gives)
    {
        var renderer = new TestRenderer { Instead = _ => gives == "throw" ? throw new InvalidOperationException("broken") : gives! };
        await using var engine = new Engine(configure: incidents => incidents.UseTemplateRenderer(renderer));
        await engine.SignalAsync();

        Assert.Equal(["0:00 Page aisyah"], engine.Sent());
        Assert.StartsWith("P0 Incident: Complete app down", engine.Sms.Messages.Single().Message.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_waits_two_seconds_for_a_renderer_that_hangs_and_no_longer()
    {
        var renderer = new TestRenderer { Hangs = true };
        await using var engine = new Engine(configure: incidents => incidents.UseTemplateRenderer(renderer));
        await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down", Key = "K1" });
        var running = engine.Incidents.RunDueAsync().AsTask();
        await renderer.IsAsked.Task;
        Assert.Equal(engine.Now + Duration.FromSeconds(2), engine.Dispatcher.NextTimeoutAt);
        engine.Time.Advance(TimeSpan.FromSeconds(2));
        await running;

        Assert.Equal(["0:02 Page aisyah"], engine.Sent());
    }

    [Fact]
    public async Task Renderer_is_asked_again_about_an_incident_that_moved_on_meanwhile()
    {
        var renderer = new TestRenderer();
        await using var engine = new Engine(configure: incidents => incidents.UseTemplateRenderer(renderer));
        renderer.Instead = request =>
        {
            if (renderer.Requests.Count == 1)
            {
                Describe(engine);
            }

            return request.Values["impact"];
        };
        await engine.SignalAsync();

        Assert.Equal(["nobody can log in 0"], engine.Sms.Messages.Select(sent => sent.Message.Body));
        Assert.Equal(2, renderer.Requests.Count);
    }

    [Fact]
    public async Task Engine_renders_where_the_incident_moves_on_again_and_again()
    {
        var renderer = new TestRenderer();
        await using var engine = new Engine(configure: incidents => incidents.UseTemplateRenderer(renderer));
        renderer.Instead = request =>
        {
            Describe(engine, renderer.Requests.Count);
            return "of the host";
        };
        await engine.SignalAsync();

        Assert.Contains("Impact: nobody can log in 2", Assert.Single(engine.Sms.Messages).Message.Body, StringComparison.Ordinal);
        Assert.Equal(2, renderer.Requests.Count);
    }

    [Fact]
    public async Task Acknowledgement_while_the_renderer_works_suppresses_the_page()
    {
        var renderer = new TestRenderer();
        await using var engine = new Engine(configure: incidents => incidents.UseTemplateRenderer(renderer));
        renderer.Instead = _ =>
        {
            Assert.True(engine.Incidents.AcknowledgeAsync(engine.Commits[0].Incident!.Id, "ben").AsTask().IsCompletedSuccessfully);
            return "of the host";
        };
        await engine.SignalAsync();

        Assert.Empty(engine.Sms.Messages);
    }

    [Theory]
    [InlineData("We are on it. [impact]", "shows a bracket")]
    [InlineData("  ", "gave nothing")]
    [InlineData("throw", "failed (InvalidOperationException)")]
    public async Task Users_never_see_what_a_renderer_got_wrong(string gives, string reason)
    {
        var renderer = new TestRenderer { Instead = _ => gives == "throw" ? throw new InvalidOperationException("broken") : gives };
        await using var engine = new Engine(configure: incidents => incidents.UseTemplateRenderer(renderer));
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new SendUpdate { By = Ben, Audience = MessageAudience.External, Text = "logins fail" });
        await engine.Incidents.RunDueAsync();

        Assert.DoesNotContain(engine.Sms.Messages, sent => sent.Message.Audience == MessageAudience.External);
        var row = (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().Single(message => message.Audience == MessageAudience.External);
        Assert.Equal(OutboxStatus.Failed, row.Status);
        Assert.Contains(reason, row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_get_what_the_renderer_made_of_their_template()
    {
        var renderer = new TestRenderer { Instead = request => $"{request.Template![..4]} {request.Text}" };
        await using var engine = new Engine(configure: incidents => incidents.UseTemplateRenderer(renderer));
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new SendUpdate { By = Ben, Audience = MessageAudience.External, Text = "logins fail" });
        await engine.Incidents.RunDueAsync();

        Assert.Equal("We'r logins fail", engine.Sms.Messages.Single(sent => sent.Message.Audience == MessageAudience.External).Message.Body);
    }

    [Fact]
    public async Task Link_stands_below_what_the_renderer_made()
    {
        var renderer = new TestRenderer { Instead = _ => "down" };
        await using var engine = new Engine(configure: incidents => incidents.UseTemplateRenderer(renderer).Configure(options => options.AcknowledgementLink = "https://ops.example/{token}"));
        await engine.SignalAsync();

        Assert.StartsWith("down\nAcknowledge: https://ops.example/", engine.Sms.Messages.Single().Message.Body, StringComparison.Ordinal);
    }

    /// <summary>The in-memory store answers at once: nothing here waits.</summary>
    private static void Describe(Engine engine, int number = 0) => Assert.True(
        engine.Incidents.ExecuteAsync(engine.Commits[0].Incident!.Id, new DescribeImpact { By = Ben, Text = $"nobody can log in {number}" }).AsTask().IsCompletedSuccessfully);

    private sealed class TestRenderer : ITemplateRenderer
    {
        public List<RenderRequest> Requests { get; } = [];

        public Func<RenderRequest, string> Instead { get; set; } = _ => "of the host";

        public bool Hangs { get; init; }

        public TaskCompletionSource IsAsked { get; } = new();

        public ValueTask<string> RenderAsync(RenderRequest request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            IsAsked.TrySetResult();
            return Hangs ? new ValueTask<string>(new TaskCompletionSource<string>().Task) : ValueTask.FromResult(Instead(request));
        }
    }
}
