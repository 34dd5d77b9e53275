using MediMate.Incidents;
using MediMate.Incidents.Testing;

namespace PackageHost.Tests;

public sealed class ScriptTests
{
    [Fact]
    public async Task Script_holds_on_the_playbook_of_the_host()
    {
        var playbook = await PlaybookMarkdown.ReadFileAsync("playbook.md", TestContext.Current.CancellationToken);
        Assert.Empty(playbook.Findings);
        var script = await IncidentScript.ReadFileAsync("nobody-answers.json", TestContext.Current.CancellationToken);

        var result = await ScriptRunner.RunAsync(playbook.Playbook!, script.Script!, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(result.IsOk, string.Join('\n', result.FailedExpectations));
    }
}
