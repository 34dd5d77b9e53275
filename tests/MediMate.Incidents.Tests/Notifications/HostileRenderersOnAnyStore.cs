using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Renderers that give whatever they like: pages go out, users see neither a blank nor a bracket, and each attempt sends what was kept.</summary>
public abstract class HostileRenderersOnAnyStore : IAsyncDisposable
{
    private readonly StorePlace _place;

    private protected HostileRenderersOnAnyStore(StorePlace place) => _place = place;

    [Theory]
    [InlineData(MessageFormat.PlainText)]
    [InlineData(MessageFormat.Html)]
    [InlineData(MessageFormat.Markdown)]
    public async Task Body_that_is_no_text_goes_out_the_same_in_each_attempt(MessageFormat format)
    {
        await using var engine = await NewEngineAsync(format, _ => HostileTexts.Halves);
        engine.Sms.Instead = (_, _) => Task.FromResult(DeliveryResult.Retry("busy"));
        var incident = await engine.SignalAsync("UI glitch");
        engine.Sms.Instead = null;
        await engine.AdvanceAsync(Duration.FromMinutes(1));

        var bodies = engine.Sms.Messages.Select(sent => sent.Message.Body).ToList();
        Assert.Equal(2, bodies.Count);
        Assert.Equal(bodies[0], bodies[1]);
        Assert.True(TextBounds.IsWellFormed(bodies[0]));
        Assert.Equal(bodies[0], (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().First().Body);
    }

    [Theory]
    [InlineData(MessageFormat.PlainText)]
    [InlineData(MessageFormat.Html)]
    public async Task Body_of_a_hundred_megabytes_gives_way_to_the_engines_own(MessageFormat format)
    {
        await using var engine = await NewEngineAsync(format, _ => new string('x', 100_000_000));
        await engine.SignalAsync();

        Assert.StartsWith("P0 Incident: Complete app down", engine.Sms.Messages.Single().Message.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throws before it has begun")]
    [InlineData("throws in its task")]
    [InlineData("is cancelled by somebody else")]
    [InlineData("throws what cannot say what is wrong")]
    [InlineData("gives a task that is none")]
    public async Task Engine_renders_where_the_renderer(string way)
    {
        await using var engine = await NewEngineAsync(MessageFormat.PlainText, _ => throw (way switch
        {
            "is cancelled by somebody else" => new OperationCanceledException("a token of its own"),
            "throws what cannot say what is wrong" => new HostileException(),
            _ => new InvalidOperationException("broken"),
        }), inTask: way == "throws in its task", gives: way == "gives a task that is none" ? () => default : null);
        await engine.SignalAsync();

        Assert.StartsWith("P0 Incident: Complete app down", engine.Sms.Messages.Single().Message.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MessageFormat.PlainText, "We are on it: [impact].", "shows a bracket")]
    [InlineData(MessageFormat.Html, "<p>We are on it: &#91;impact&#x5D;.</p>", "shows a bracket")]
    [InlineData(MessageFormat.Html, "<p>We are on it: &lbrack;impact&rsqb;.</p>", "shows a bracket")]
    [InlineData(MessageFormat.Markdown, "We are on it: &#91;impact&#93;.", "shows a bracket")]
    [InlineData(MessageFormat.Markdown, @"We are on it: \[impact\].", "shows a bracket")]
    [InlineData(MessageFormat.Html, "<p>&nbsp;</p><br>\n<div></div>", "gave nothing")]
    [InlineData(MessageFormat.Html, "&#8203;<b>&shy;</b>", "gave nothing")]
    [InlineData(MessageFormat.Markdown, "&nbsp;", "gave nothing")]
    [InlineData(MessageFormat.PlainText, "\u200b\u2800\u3164\u180b\U000E0100", "gave nothing")]
    public async Task Users_see_neither_a_blank_nor_a_bracket_however_it_is_written(MessageFormat format, string body, string reason)
    {
        await using var engine = await NewEngineAsync(format, request => request.Audience == MessageAudience.External ? body : "page");
        var row = await UpdateAsync(engine);

        Assert.DoesNotContain(engine.Sms.Messages, sent => sent.Message.Audience == MessageAudience.External);
        Assert.Equal(OutboxStatus.Failed, row.Status);
        Assert.Contains(reason, row.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MessageFormat.Html, "<p>We are on it &amp; sorry: 1 &lt; 2</p>")]
    [InlineData(MessageFormat.Markdown, "We are **on it** &amp; sorry")]
    public async Task Users_get_what_is_neither(MessageFormat format, string body)
    {
        await using var engine = await NewEngineAsync(format, request => request.Audience == MessageAudience.External ? body : "page");

        Assert.Equal((OutboxStatus.Done, body), await UpdateAsync(engine) is { } row ? (row.Status, row.Body) : default);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _place.DisposeAsync();
    }

    private static async Task<OutboxMessage> UpdateAsync(Engine engine)
    {
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new SendUpdate { By = Actor.Person("ben"), Audience = MessageAudience.External, Text = "logins fail" });
        await engine.Incidents.RunDueAsync();
        return (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().Single(message => message.Audience == MessageAudience.External);
    }

    private async ValueTask<Engine> NewEngineAsync(MessageFormat format, Func<RenderRequest, string> render, bool inTask = false, Func<ValueTask<string>>? gives = null)
    {
        var store = await _place.OpenAsync();
        var engine = new Engine(configure: incidents => incidents.UseStore(store).UseTemplateRenderer(new HostileRenderer(render, inTask, gives)));
        engine.Sms.SaysFormat = () => format;
        return engine;
    }

    private sealed class HostileRenderer(Func<RenderRequest, string> render, bool inTask, Func<ValueTask<string>>? gives) : ITemplateRenderer
    {
        public ValueTask<string> RenderAsync(RenderRequest request, CancellationToken cancellationToken) =>
            gives?.Invoke() ?? (inTask ? InTaskAsync(request) : ValueTask.FromResult(render(request)));

        private async ValueTask<string> InTaskAsync(RenderRequest request)
        {
            await Task.CompletedTask;
            return render(request);
        }
    }
}
