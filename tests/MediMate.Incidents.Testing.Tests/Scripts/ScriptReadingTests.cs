namespace MediMate.Incidents.Testing.Tests.Scripts;

/// <summary>What a script may not say.</summary>
public sealed class ScriptReadingTests
{
    private const string Head = """ "start": "2026-03-02T10:00:00+08:00", "people": [ { "id": "ben", "roles": ["CTO"], "channels": ["sms"] } ] """;
    private const string Expect = """ "expect": [ { "event": "IncidentDeclared" } ] """;

    [Theory]
    [InlineData("""{ "at": "PT0S", "do": "yodel" }""", "$.steps[0].do")]
    [InlineData("""{ "at": "PT0S", "do": "setWallClock", "by": "PT1H" }""", "$.steps[0].do")]
    [InlineData("""{ "at": "PT0S" }""", "$.steps[0]")]
    [InlineData("""{ "do": "signal", "summary": "x" }""", "$.steps[0]")]
    [InlineData("""{ "at": "soon", "do": "signal", "summary": "x" }""", "$.steps[0].at")]
    [InlineData("""{ "at": "PT0.0000001S", "do": "signal", "summary": "x" }""", "$.steps[0].at")]
    [InlineData("""{ "at": "PT-1S", "do": "signal", "summary": "x" }""", "$.steps[0].at")]
    [InlineData("""{ "at": "P1M", "do": "signal", "summary": "x" }""", "$.steps[0].at")]
    [InlineData("""{ "at": "PT0S", "do": "signal", "summary": "x", "summary": "y" }""", "$.steps[0].summary")]
    [InlineData("""{ "at": "PT0S", "do": "signal", "summary": 7 }""", "$.steps[0].summary")]
    [InlineData("""{ "at": "PT0S", "do": "signal", "summary": "x", "source": "rumour" }""", "$.steps[0].source")]
    [InlineData("""{ "at": "PT0S", "do": "signal", "summary": "x", "times": 0, "every": "PT1S" }""", "$.steps[0].times")]
    [InlineData("""{ "at": "PT0S", "do": "signal", "summary": "x", "every": "PT1S" }""", "$.steps[0].every")]
    [InlineData("""{ "at": "PT0S", "do": "signal", "summary": "x", "labels": { "a": 1 } }""", "$.steps[0].labels.a")]
    [InlineData("""{ "at": "PT0S", "do": "signal", "summary": "x", "by": "ben" }""", "$.steps[0].by")]
    [InlineData("""{ "at": "PT0S", "do": "signal", "summary": "x", "as": "INC-7" }""", "$.steps[0].as")]
    [InlineData("""{ "at": "PT0S", "do": "declare", "by": "nobody", "summary": "x" }""", "$.steps[0].by")]
    [InlineData("""{ "at": "PT0S", "do": "declare", "by": "system", "summary": "x" }""", "$.steps[0].by")]
    [InlineData("""{ "at": "PT0S", "do": "declare", "by": "ben", "summary": "x", "drill": true }""", "$.steps[0].drill")]
    [InlineData("""{ "at": "PT0S", "do": "acknowledge", "by": "ben", "incident": "z" }""", "$.steps[0].incident")]
    [InlineData("""{ "at": "PT0S", "do": "acknowledge", "incident": "INC-1" }""", "$.steps[0]")]
    [InlineData("""{ "at": "PT0S", "do": "acknowledge", "by": "ben", "incident": "INC-1", "urgency": "k" }""", "$.steps[0].urgency")]
    [InlineData("""{ "at": "PT0S", "do": "acknowledge", "by": "ben", "incident": "INC-1", "refused": false }""", "$.steps[0].refused")]
    [InlineData("""{ "at": "PT0S", "do": "beginAssessment", "by": "ben", "incident": "INC-1", "milk": "PT0S" }""", "$.steps[0].milk")]
    [InlineData("""{ "at": "PT0S", "do": "stepBack", "by": "ben", "incident": "INC-1", "to": "Yesterday" }""", "$.steps[0].to")]
    [InlineData("""{ "at": "PT0S", "do": "cancel", "by": "ben", "incident": "INC-1", "duplicateOf": "z" }""", "$.steps[0].duplicateOf")]
    [InlineData("""{ "at": "PT0S", "do": "endSilence", "silence": "z" }""", "$.steps[0].silence")]
    [InlineData("""{ "at": "PT0S", "do": "silence", "as": "s", "match": { "a": "b" }, "for": "PT1H" }, { "at": "PT0S", "do": "silence", "as": "s", "match": { "a": "b" }, "for": "PT1H" }""", "$.steps[1].as")]
    [InlineData("""{ "at": "PT0S", "do": "resolve", "by": "ben", "incident": "INC-1", "userImpact": " " }""", "$.steps[0].userImpact")]
    [InlineData("""{ "at": "PT0S", "do": "failChannel", "channel": "sms", "mode": "sometimes" }""", "$.steps[0].mode")]
    [InlineData("""{ "at": "PT0S", "do": "setSchedule", "role": "CTO", "people": "breaks" }""", "$.steps[0].people")]
    [InlineData("""{ "at": "PT0S", "do": "setSchedule", "role": "CTO", "people": ["nobody"] }""", "$.steps[0].people[0]")]
    [InlineData("""{ "at": "PT0S", "do": "alertmanager", "body": { "version": "3" } }""", "$.steps[0].body")]
    [InlineData("""{ "at": "PT0S", "do": "alertmanager", "body": "no-such-file.json" }""", "$.steps[0].body")]
    [InlineData("""{ "at": "PT0S", "do": "startEngine" }""", "$.steps[0]")]
    [InlineData("""{ "at": "PT0S", "do": "stopEngine" }, { "at": "PT1S", "do": "signal", "summary": "x" }""", "$.steps[1]")]
    [InlineData("""{ "at": "PT0S", "do": "stopEngine" }, { "at": "PT1S", "do": "restoreChannel", "channel": "sms" }""", "$.steps[1]")]
    [InlineData("""{ "at": "PT0S", "do": "signal", "as": "a", "summary": "x" }, { "at": "PT0S", "do": "signal", "as": "a", "summary": "x" }""", "$.steps[1].as")]
    public void Step_that_cannot_be_is_refused_with_its_place(string steps, string path)
    {
        var reading = IncidentScript.Read($"{{ {Head}, \"steps\": [ {steps} ], {Expect} }}");

        Assert.Null(reading.Script);
        Assert.Equal(path, Assert.Single(reading.Errors).Path);
    }

    [Theory]
    [InlineData("""{ "count": 0 }""", "$.expect[0]")]
    [InlineData("""{ "event": "SilenceBegan", "count": 0 }""", "$.expect[0].event")]
    [InlineData("""{ "event": "acknowledged" }""", "$.expect[0].event")]
    [InlineData("""{ "event": "Acknowledged", "who": "ben" }""", "$.expect[0].who")]
    [InlineData("""{ "event": "Acknowledged", "by": "nobody", "count": 0 }""", "$.expect[0].by")]
    [InlineData("""{ "event": "Acknowledged", "incident": "z", "count": 0 }""", "$.expect[0].incident")]
    [InlineData("""{ "event": "Acknowledged", "implied": "yes" }""", "$.expect[0].implied")]
    [InlineData("""{ "event": "Acknowledged", "cycle": "1" }""", "$.expect[0].cycle")]
    [InlineData("""{ "event": "Acknowledged", "count": -1 }""", "$.expect[0].count")]
    [InlineData("""{ "event": "Acknowledged", "count": 1.5 }""", "$.expect[0].count")]
    [InlineData("""{ "event": "Acknowledged", "after": "later" }""", "$.expect[0].after")]
    [InlineData("""{ "event": "ClockMet", "worked": "2026-03-02T10:00:00Z" }""", "$.expect[0].worked")]
    [InlineData("""{ "event": "ClockMet", "result": "nearly" }""", "$.expect[0].result")]
    [InlineData("""{ "event": "PhaseChanged", "to": "Somewhere", "count": 0 }""", "$.expect[0].to")]
    [InlineData("""{ "event": "MessageSent", "kind": "pager", "count": 0 }""", "$.expect[0].kind")]
    [InlineData("""{ "event": "MessageSent", "seq": 1 }""", "$.expect[0].seq")]
    [InlineData("""{ "event": "MessageQueued", "body": "x" }""", "$.expect[0].body")]
    [InlineData("""{ "event": "CommandRefused", "do": "yodel", "count": 0 }""", "$.expect[0].do")]
    [InlineData("""{ "event": "EscalationStepRan", "resolvedTo": ["nobody"] }""", "$.expect[0].resolvedTo[0]")]
    [InlineData("7", "$.expect[0]")]
    public void Expectation_that_cannot_be_is_refused_with_its_place(string expectation, string path)
    {
        var reading = IncidentScript.Read($"{{ {Head}, \"steps\": [], \"expect\": [ {expectation} ] }}");

        Assert.Null(reading.Script);
        Assert.Contains(reading.Errors, wrong => wrong.Path == path);
    }

    [Theory]
    [InlineData("""{ "event": "MessageSent", "channel": "pigeon", "count": 0 }""", "$.expect[0].channel")]
    [InlineData("""{ "event": "MessageSent", "to": "nobody", "count": 0 }""", "$.expect[0].to")]
    [InlineData("""{ "event": "ClockMet", "clock": "lunch", "count": 0 }""", "$.expect[0].clock")]
    [InlineData("""{ "event": "IncidentDeclared", "level": "P7", "count": 0 }""", "$.expect[0].level")]
    [InlineData("""{ "event": "ItemCompleted", "item": "water-the-plants", "count": 0 }""", "$.expect[0].item")]
    public async Task Name_that_the_playbook_does_not_know_is_refused_before_the_run(string expectation, string path)
    {
        var script = IncidentScript.Read($"{{ {Head}, \"steps\": [], \"expect\": [ {expectation} ] }}").Script!;

        var result = await ScriptRunner.RunAsync(Playbooks.MediMate(), script);

        Assert.Empty(result.Lines);
        Assert.Equal(path, Assert.Single(result.Errors).Path);
    }

    [Fact]
    public async Task Channel_of_a_step_that_nobody_has_is_refused_before_the_run()
    {
        const string Steps = """{ "at": "PT0S", "do": "failChannel", "channel": "pigeon", "mode": "hang" }""";
        var script = IncidentScript.Read($"{{ {Head}, \"steps\": [ {Steps} ], {Expect} }}").Script!;

        var result = await ScriptRunner.RunAsync(Playbooks.MediMate(), script);

        Assert.Equal("$.steps[0].channel", Assert.Single(result.Errors).Path);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var reading = IncidentScript.Read("""
            {
              "begin": "now",
              "people": [ { "id": "ben", "phone": "1" }, { "id": "ben" }, { "id": "" } ],
              "steps": [ { "do": "dance" }, { "at": "PT9M", "do": "signal", "summary": "x", "colour": "red" } ],
              "until": "PT1M"
            }
            """);

        Assert.Equal(
            ["$.begin", "$", "$.people[0].phone", "$.people[1].id", "$.people[2]", "$.steps[0].do", "$.steps[1].colour", "$.expect"],
            reading.Errors.Select(wrong => wrong.Path));
    }

    [Fact]
    public void Step_after_the_end_is_a_mistake_but_its_repetitions_may_go_on()
    {
        const string Late = """{ "at": "PT2M", "do": "signal", "summary": "x" }""";
        const string Repeated = """{ "at": "PT0S", "do": "signal", "key": "k", "summary": "x", "times": 100, "every": "PT1M" }""";

        Assert.Equal("$.until", Assert.Single(IncidentScript.Read($"{{ {Head}, \"steps\": [ {Late} ], \"until\": \"PT1M\", {Expect} }}").Errors).Path);
        Assert.Empty(IncidentScript.Read($"{{ {Head}, \"steps\": [ {Repeated} ], \"until\": \"PT1M\", {Expect} }}").Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{ \"start\": ")]
    [InlineData("{ // comments are no JSON\n }")]
    public void What_is_no_script_at_all_is_told_not_thrown(string json)
    {
        var reading = IncidentScript.Read(json);

        Assert.Null(reading.Script);
        Assert.NotEmpty(reading.Errors);
    }

    [Fact]
    public async Task File_that_is_not_there_is_told_not_thrown()
    {
        var reading = await IncidentScript.ReadFileAsync(Repository.PathOf("tests", "no-such-script.json"));

        Assert.Null(reading.Script);
        Assert.Single(reading.Errors);
    }
}
