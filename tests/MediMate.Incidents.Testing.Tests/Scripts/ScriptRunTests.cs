using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Scripts;

/// <summary>How a script is run and judged.</summary>
public sealed class ScriptRunTests
{
    private const string Signal = """{ "at": "PT0S", "do": "signal", "as": "a", "key": "K1", "summary": "complete app down" }""";
    private const string Acknowledge = """{ "at": "PT2M", "do": "acknowledge", "incident": "a", "by": "aisyah" }""";

    [Theory]
    [InlineData("""{ "event": "ClockMet", "worked": "PT120S" }""")]
    [InlineData("""{ "event": "ClockMet", "worked": "PT0H2M0S" }""")]
    [InlineData("""{ "event": "ClockStarted", "due": "2026-03-02T02:15:00Z" }""")]
    [InlineData("""{ "event": "ClockStarted", "due": "2026-03-02T10:15:00+08:00" }""")]
    [InlineData("""{ "event": "ClockStarted", "due": "PT900S" }""")]
    [InlineData("""{ "event": "Acknowledged", "at": "2026-03-02T03:02:00.000000+01:00" }""")]
    [InlineData("""{ "event": "Acknowledged", "incident": "INC-1" }""")]
    [InlineData("""{ "event": "Acknowledged", "occurredAt": null }""")]
    [InlineData("""{ "event": "Acknowledged", "after": "PT1M59S", "before": "PT2M1S", "count": 1 }""")]
    [InlineData("""{ "event": "Acknowledged", "after": "PT2M", "count": 0 }""")]
    [InlineData("""{ "event": "Acknowledged", "before": "PT2M", "count": 0 }""")]
    [InlineData("""{ "event": "Acknowledged", "cycle": 1.0 }""")]
    [InlineData("""{ "event": "MessageSent", "channel": "SMS", "kind": "Page" }""")]
    [InlineData("""{ "event": "EscalationStepRan", "resolvedTo": ["aisyah"] }""")]
    public async Task Expectation_holds(string expectation)
    {
        var result = await RunAsync($"{Signal}, {Acknowledge}", expectation);

        Assert.True(result.IsOk, string.Join('\n', result.FailedExpectations));
    }

    [Theory]
    [InlineData("""{ "event": "Acknowledged", "by": "ben" }""")]
    [InlineData("""{ "event": "Acknowledged", "count": 2 }""")]
    [InlineData("""{ "event": "Acknowledged", "count": 0 }""")]
    [InlineData("""{ "event": "Acknowledged", "by": null }""")]
    [InlineData("""{ "event": "Acknowledged", "after": "PT2M" }""")]
    [InlineData("""{ "event": "Acknowledged", "incident": "INC-2" }""")]
    [InlineData("""{ "event": "ClockMet", "worked": "PT2M0.000001S" }""")]
    [InlineData("""{ "event": "EscalationStepRan", "resolvedTo": [] }""")]
    [InlineData("""{ "event": "EscalationStepDue", "targets": ["On-call Engineer", "CTO"] }""")]
    public async Task Expectation_fails(string expectation)
    {
        var result = await RunAsync($"{Signal}, {Acknowledge}", expectation);

        Assert.Empty(result.Errors);
        Assert.Equal("$.expect[0]", Assert.Single(result.FailedExpectations).Path);
    }

    [Fact]
    public async Task Failed_expectation_shows_the_nearest_lines_and_what_differs()
    {
        var result = await RunAsync($"{Signal}, {Acknowledge}", """{ "event": "Acknowledged", "by": "ben", "at": "PT2M" }""");

        var message = Assert.Single(result.FailedExpectations).Message;
        Assert.StartsWith("No line fits { \"event\": \"Acknowledged\", \"by\": \"ben\", \"at\": \"PT2M\" }", message, StringComparison.Ordinal);
        Assert.Contains("near: {\"at\":\"2026-03-02T10:02:00+08:00\",\"event\":\"Acknowledged\"", message, StringComparison.Ordinal);
        Assert.EndsWith("differs in by: aisyah, not ben", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_lines_are_shown()
    {
        var result = await RunAsync($"{Signal}, {Acknowledge}", """{ "event": "MessageSent", "kind": "page", "count": 0 }""");

        var message = Assert.Single(result.FailedExpectations).Message;
        Assert.StartsWith("1 line fits, where there must be none:", message, StringComparison.Ordinal);
        Assert.Contains("fits: {", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_refused_unexpectedly_is_an_error_and_ends_the_run()
    {
        var result = await RunAsync(
            $$"""{{Signal}}, { "at": "PT1M", "do": "close", "incident": "a", "by": "aisyah" }, {{Acknowledge}}""", """{ "event": "Acknowledged" }""");

        var error = Assert.Single(result.Errors);
        Assert.Equal("$.steps[1]", error.Path);
        Assert.Contains("MMI2004", error.Message, StringComparison.Ordinal);
        Assert.Empty(result.FailedExpectations);
        Assert.Equal("CommandRefused", result.Lines[^1].Event);
    }

    [Fact]
    public async Task Step_accepted_though_it_must_be_refused_fails()
    {
        var result = await RunAsync(
            $$"""{{Signal}}, { "at": "PT1M", "do": "acknowledge", "incident": "a", "by": "aisyah", "refused": true }""", """{ "event": "Acknowledged" }""");

        Assert.Equal("$.steps[1]", Assert.Single(result.FailedExpectations).Path);
    }

    [Fact]
    public async Task Step_refused_with_another_code_fails()
    {
        var result = await RunAsync(
            $$"""{{Signal}}, { "at": "PT1M", "do": "close", "incident": "a", "by": "aisyah", "refused": "MMI2005" }""", """{ "event": "CommandRefused" }""");

        Assert.Contains("MMI2004", Assert.Single(result.FailedExpectations).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Incident_that_is_not_there_yet_is_an_error()
    {
        var result = await RunAsync(
            """{ "at": "PT0S", "do": "acknowledge", "incident": "a", "by": "aisyah" }, { "at": "PT1S", "do": "signal", "as": "a", "summary": "x" }""",
            """{ "event": "Acknowledged" }""");

        Assert.Equal("$.steps[0]", Assert.Single(result.Errors).Path);
    }

    [Fact]
    public async Task Name_stays_unused_when_the_signal_is_counted_on_another_incident()
    {
        var result = await RunAsync(
            $$"""{{Signal}}, { "at": "PT1M", "do": "signal", "as": "b", "key": "K1", "summary": "complete app down" }""",
            """{ "event": "IncidentDeclared", "incident": "b", "count": 0 }""");

        Assert.True(result.IsOk);
    }

    [Fact]
    public async Task Steps_are_taken_in_the_order_of_time_then_of_the_file()
    {
        var result = await RunAsync(
            """
            { "at": "PT1M", "do": "addNote", "incident": "a", "by": "ben", "text": "second" },
            { "at": "PT1M", "do": "addNote", "incident": "a", "by": "ben", "text": "third" },
            { "at": "PT0S", "do": "signal", "as": "a", "summary": "first" }
            """,
            """{ "event": "NoteAdded", "count": 2 }""");

        Assert.Equal(["second", "third"], result.Lines.Where(line => line.Event == "NoteAdded").Select(line => line["text"]));
    }

    [Fact]
    public async Task End_can_be_another_than_the_scripts_own()
    {
        var script = Read(Signal, """{ "event": "MessageSent", "to": "chen", "at": "PT5M" }""");

        var early = await ScriptRunner.RunAsync(Playbooks.MediMate(), script, new ScriptRunOptions { Until = script.Start.ToInstant() + Duration.FromMinutes(5) - Duration.FromTicks(10) });
        var inTime = await ScriptRunner.RunAsync(Playbooks.MediMate(), script, new ScriptRunOptions { Until = script.Start.ToInstant() + Duration.FromMinutes(5) });

        Assert.False(early.IsOk);
        Assert.True(inTime.IsOk);
    }

    [Fact]
    public async Task Output_shows_no_ids_and_is_in_order()
    {
        var result = await RunAsync($"{Signal}, {Acknowledge}", """{ "event": "Acknowledged" }""");

        Assert.DoesNotContain(result.Lines, line => System.Text.RegularExpressions.Regex.IsMatch(line.ToString(), "[0-9a-f]{8}-[0-9a-f]{4}-", default, TimeSpan.FromSeconds(1)));
        Assert.Equal(result.Lines.OrderBy(line => line.At), result.Lines);
        Assert.Equal(
            """{"at":"2026-03-02T10:02:00+08:00","event":"ClockMet","incident":"a","seq":7,"clock":"response","instance":1,"worked":"PT2M","result":"met"}""",
            result.Lines.Single(line => line.Event == "ClockMet").ToString());
    }

    [Fact]
    public async Task Instants_show_six_digits_of_a_second_or_none()
    {
        var result = await RunAsync("""{ "at": "PT0.5S", "do": "signal", "as": "a", "summary": "x" }""", """{ "event": "IncidentDeclared", "at": "PT0.5S" }""");

        Assert.True(result.IsOk);
        Assert.StartsWith("{\"at\":\"2026-03-02T10:00:00.500000+08:00\"", result.Lines[0].ToString(), StringComparison.Ordinal);
    }

    private static Task<ScriptResult> RunAsync(string steps, string expectation) =>
        ScriptRunner.RunAsync(Playbooks.MediMate(), Read(steps, expectation));

    private static IncidentScript Read(string steps, string expectation)
    {
        var reading = IncidentScript.Read($$"""
            {
              "start": "2026-03-02T10:00:00+08:00",
              "people": [
                { "id": "aisyah", "roles": ["On-call Engineer"], "channels": ["sms"] },
                { "id": "ben", "roles": [], "channels": [] },
                { "id": "chen", "roles": ["CTO"], "channels": ["sms"] }
              ],
              "steps": [ {{steps}} ],
              "expect": [ {{expectation}} ]
            }
            """);
        Assert.Empty(reading.Errors);
        return reading.Script!;
    }
}
