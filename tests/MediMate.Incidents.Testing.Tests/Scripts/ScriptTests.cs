namespace MediMate.Incidents.Testing.Tests.Scripts;

/// <summary>Runs every script: each is a rule, told as a story.</summary>
public sealed class ScriptTests
{
    public static TheoryData<string> Sound() => [.. ScriptFiles.Sound()];

    [Theory]
    [MemberData(nameof(Sound))]
    public async Task Script_holds_and_gives_the_same_bytes_again(string script)
    {
        var path = ScriptFiles.PathOf(script);
        var reading = await IncidentScript.ReadFileAsync(path);
        Assert.Empty(reading.Errors);

        var playbook = Playbooks.For(path);
        var first = await ScriptRunner.RunAsync(playbook, reading.Script!);
        var second = await ScriptRunner.RunAsync(playbook, reading.Script!);

        Assert.True(first.IsOk, Complaints(first));
        Assert.Equal(Text(first), Text(second));
    }

    private static string Text(ScriptResult result) => string.Join('\n', result.Lines);

    private static string Complaints(ScriptResult result) =>
        string.Join('\n', result.Errors.Select(wrong => wrong.ToString()).Concat(result.FailedExpectations.Select(failed => failed.ToString())));
}
