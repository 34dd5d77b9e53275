using System.Collections.Concurrent;
using HandlebarsDotNet;
using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace PackageHost.Tests.Seams;

public sealed class TemplateRendererTests
{
    [Fact]
    public async Task Handlebars_renders_pages_and_updates_in_the_place_of_the_engine()
    {
        await using var harness = SchoolPlaybook.Start(incidents => incidents.UseTemplateRenderer(new HandlebarsRenderer()));

        var opened = await harness.Incidents.SignalAsync(new Signal { Summary = "everything is down & <slow>" });
        await harness.AdvanceAsync(Duration.Zero);
        var update = await harness.Incidents.ExecuteAsync(
            opened.Incident!.Id, new SendUpdate { By = Actor.Person("aisyah"), Audience = MessageAudience.External, Text = "a slow start page" });
        await harness.AdvanceAsync(Duration.Zero);

        Assert.True(update.IsAccepted, update.Rejection?.ToString());
        Assert.Equal("P0 INC-1 -- everything is down & <slow>", harness.Messages.First(sent => sent.Message.Kind == MessageKind.Page).Message.Body);
        Assert.Equal("Dear parents: a slow start page", harness.Messages.Single(sent => sent.Message.To == "all-parents").Message.Body);
    }

    [Fact]
    public async Task Engine_renders_the_page_itself_where_the_template_of_the_host_is_broken()
    {
        await using var harness = SchoolPlaybook.Start(incidents => incidents.UseTemplateRenderer(new HandlebarsRenderer(page: "{{#if level}} {{level}")));

        await harness.Incidents.SignalAsync(SchoolPlaybook.Outage);
        await harness.AdvanceAsync(Duration.Zero);

        Assert.Contains("everything is down", harness.Messages.First(sent => sent.Message is { Kind: MessageKind.Page, To: "aisyah" }).Message.Body, StringComparison.Ordinal);
    }

    // snippet: handlebars-renderer
    /// <summary>Another template language; the texts are the host's own. Plain bodies are not escaped, others are.</summary>
    private sealed class HandlebarsRenderer(string page = "{{level}} {{reference}} -- {{description}}") : ITemplateRenderer
    {
        private const string ForUsers = "Dear parents: {{text}}";
        private const string ForColleagues = "{{reference}}: {{text}}";
        private readonly ConcurrentDictionary<(string, MessageFormat), HandlebarsTemplate<object, object>> _compiled = new();

        public ValueTask<string> RenderAsync(RenderRequest request, CancellationToken cancellationToken)
        {
            var template = request switch
            {
                { Kind: MessageKind.Page } => page,
                { Audience: MessageAudience.External } => ForUsers,
                _ => ForColleagues,
            };
            var values = request.Values.ToDictionary(value => value.Key.Replace(' ', '_'), value => value.Value, StringComparer.Ordinal);
            values["text"] = request.Text ?? string.Empty;
            return ValueTask.FromResult(_compiled.GetOrAdd((template, request.Format), Compile)(values));
        }

        private static HandlebarsTemplate<object, object> Compile((string Template, MessageFormat Format) key) =>
            Handlebars.Create(new HandlebarsConfiguration { NoEscape = key.Format == MessageFormat.PlainText }).Compile(key.Template);
    }
    // end of snippet
}
