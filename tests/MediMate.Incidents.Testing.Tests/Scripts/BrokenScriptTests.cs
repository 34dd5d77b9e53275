namespace MediMate.Incidents.Testing.Tests.Scripts;

/// <summary>Scripts that would hold by mistake: each is refused with the place of its mistake.</summary>
public sealed class BrokenScriptTests
{
    public static TheoryData<string, string[]> Broken() => new()
    {
        { "broken/an-unknown-event-with-count-zero.json", ["$.expect[0].event"] },
        { "broken/an-empty-expect.json", ["$.expect"] },
        { "broken/an-unknown-field.json", ["$.steps[0].urgent", "$.expect[0].colour"] },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Broken_script_is_refused_with_the_place_of_its_mistake(string script, string[] paths)
    {
        var reading = await IncidentScript.ReadFileAsync(ScriptFiles.PathOf(script));

        Assert.Null(reading.Script);
        Assert.Equal(paths, reading.Errors.Select(wrong => wrong.Path));
    }

    [Fact]
    public void Every_broken_script_is_in_the_list()
    {
        Assert.Equal(ScriptFiles.Broken(), Broken().Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
    }
}
