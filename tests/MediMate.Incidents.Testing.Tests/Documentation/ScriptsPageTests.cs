using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Documentation;

/// <summary>What the page about scripts shows is real.</summary>
public sealed class ScriptsPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "features", "scripts.md"));

    [Fact]
    public void Script_that_the_page_shows_is_one_that_is_run()
    {
        var script = File.ReadAllText(Repository.PathOf("tests", "Scripts", "escalation", "on-call-is-empty-and-the-loop-moves-earlier-by-the-gap.json"));

        Assert.Contains($"```json\n{script}```\n", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_names_every_command_and_every_event()
    {
        Assert.All(CommandWords.All, word => Assert.Contains($"`{word.Name}`", Page, StringComparison.Ordinal));
        Assert.All(EventWords.All, word => Assert.Contains($"`{word.Name}`", Page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Harness_example_pages_two_people_before_the_acknowledgement()
    {
        var playbook = Playbooks.MediMate();

        // snippet: harness
        await using var harness = new IncidentHarness(playbook, options => options
            .AddPerson("aisyah", "On-call Engineer", "sms", "mail")
            .AddPerson("ben", "Engineering Manager", "sms"));

        var opened = await harness.Incidents.SignalAsync(new Signal { Key = "probe/start-page", Summary = "complete app down" });
        await harness.AdvanceAsync(Duration.FromMinutes(7));
        await harness.Incidents.AcknowledgeAsync(opened.Incident!.Id, by: "ben");
        await harness.AdvanceAsync(Duration.FromMinutes(20));

        string[] paged = [.. harness.Messages.Where(message => message.Message.Kind == MessageKind.Page).Select(message => message.Message.To)];
        Assert.Equal(["aisyah", "ben"], paged);
        Assert.Contains(harness.Lines, line => line.Event == "ClockMet" && line["worked"] == "PT7M");
        // end of snippet
    }
}
