using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Documentation;

/// <summary>The code of the package's page, compiled and run.</summary>
public sealed class PackagePageTests
{
    [Fact]
    public async Task Harness_example_pages_the_second_after_five_minutes()
    {
        var playbook = Playbooks.MediMate();

        // snippet: testing-harness
        await using var harness = new IncidentHarness(playbook, options => options
            .AddPerson("aisyah", "On-call Engineer", "sms", "mail")
            .AddPerson("ben", "Engineering Manager", "sms"));

        var opened = await harness.Incidents.SignalAsync(new Signal { Key = "probe/start-page", Summary = "complete app down" });
        await harness.AdvanceAsync(Duration.FromMinutes(7));

        var pages = harness.Messages.Where(message => message.Message.Kind == MessageKind.Page);
        Assert.Equal(["aisyah", "ben"], pages.Select(page => page.Message.To));
        // end of snippet
    }

    [Fact]
    public async Task Script_example_holds()
    {
        var playbook = Playbooks.MediMate();
        var path = Repository.PathOf("tests", "Scripts", "lifecycle", "a-trivial-p3-is-over-with-one-call.json");

        // snippet: testing-script
        ScriptReading reading = await IncidentScript.ReadFileAsync(path);
        ScriptResult result = await ScriptRunner.RunAsync(playbook, reading.Script!);
        Assert.True(result.IsOk, string.Join('\n', result.FailedExpectations));
        // end of snippet
    }
}
