using NodaTime;

namespace MediMate.Incidents.Tests.Playbooks;

public sealed class PlaybookValidatorTests
{
    public static TheoryData<string, Func<Playbook, Playbook>> Wrong => new()
    {
        { "MMI1001", playbook => new Playbook { Name = "empty", Levels = [] } },
        { "MMI1002", playbook => playbook with { Levels = playbook.Levels.Add(playbook.Levels[0] with { Name = "p0" }) } },
        { "MMI1002", playbook => playbook with { Team = playbook.Team.Add(playbook.Team[0]) } },
        { "MMI1002", playbook => playbook with { Contacts = playbook.Contacts.Add(playbook.Contacts[0]) } },
        { "MMI1003", playbook => playbook with { Levels = playbook.Levels.SetItem(0, playbook.Levels[0] with { ResponseTime = Duration.Zero }) } },
        { "MMI1003", playbook => playbook with { ReopenWithin = Duration.FromMinutes(-1) } },
        { "MMI1004", playbook => playbook with { DefaultLevel = "P9" } },
        { "MMI1004", playbook => playbook with { Team = playbook.Team.Add(new TeamRole { Name = "x", Levels = ["P9"] }) } },
        { "MMI1004", playbook => playbook with { Clocks = [new ClockDefinition { Name = ClockNames.Response, Targets = [new ClockTarget { Level = "P9", Within = Duration.FromHours(1) }] }] } },
        { "MMI1005", playbook => playbook with { TimeZone = "Mars" } },
        { "MMI1006", playbook => playbook with { Clocks = [new ClockDefinition { Name = "coffee" }] } },
        { "MMI1007", playbook => playbook with { Clocks = [new ClockDefinition { Name = ClockNames.Response, Warnings = [0.8m, 0.5m] }] } },
        { "MMI1007", playbook => playbook with { Clocks = [new ClockDefinition { Name = ClockNames.Response, Warnings = [1m] }] } },
        { "MMI1008", playbook => playbook with { Ladders = [playbook.Ladders[0] with { Steps = [] }] } },
        { "MMI1009", playbook => WithStep(playbook, step => step with { Offset = Duration.FromMinutes(11) }) },
        { "MMI1010", playbook => WithStep(playbook, step => step with { Targets = [] }) },
        { "MMI1011", playbook => WithStep(playbook, step => step with { Targets = ["Nobody"] }) },
        { "MMI1012", playbook => playbook with { Contacts = playbook.Contacts.SetItem(2, playbook.Contacts[2] with { Reference = null }) } },
        { "MMI1013", playbook => playbook with { Ladders = [playbook.Ladders[0] with { Repeats = -1 }] } },
        { "MMI1014", playbook => playbook with { Ladders = [playbook.Ladders[0] with { Cycle = Duration.FromMinutes(10) }] } },
        { "MMI1015", playbook => playbook with { Ladders = [playbook.Ladders[0] with { Cycle = null }] } },
        { "MMI1016", playbook => playbook with { Ladders = playbook.Ladders.Add(playbook.Ladders[0]) } },
        { "MMI1017", playbook => playbook with { Templates = [new MessageTemplate { Name = "t", Audience = MessageAudience.Internal, Text = "[weather]" }] } },
        { "MMI1030", playbook => WithTemplate(playbook, playbook.Templates[0] with { Name = "USER notification" }) },
        { "MMI1030", playbook => WithTemplate(WithTemplate(playbook, playbook.Templates[0] with { Language = "ms" }), playbook.Templates[0] with { Language = "MS" }) },
        { "MMI1031", playbook => WithTemplate(playbook, playbook.Templates[0] with { Language = "Bahasa Melayu" }) },
        { "MMI1031", playbook => WithTemplate(playbook, playbook.Templates[0] with { Language = string.Empty }) },
        { "MMI1033", playbook => WithTemplate(playbook, playbook.Templates[0] with { Language = "ms", Audience = MessageAudience.Internal }) },
        { "MMI1036", playbook => WithTemplate(playbook, playbook.Templates[0] with { Language = "ms", Text = "brief description]" }) },
        { "MMI1018", playbook => playbook with { Phases = [new PlaybookPhase { Phase = IncidentPhase.Closed, Title = "Party" }] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validator_names_what_is_wrong(string code, Func<Playbook, Playbook> spoil)
    {
        var finding = Assert.Single(PlaybookValidator.Validate(spoil(TestPlaybooks.Example)), finding => finding.Level == FindingLevel.Error);

        Assert.Equal(code, finding.Code);
        Assert.NotEmpty(finding.Remedy);
    }

    [Theory]
    [InlineData("MMI1032", "Status Page", "ms", MessageAudience.External, "sorry")]
    [InlineData("MMI1034", "Status Page", null, MessageAudience.External, "sorry")]
    [InlineData("MMI1034", "Note", null, MessageAudience.Internal, "x")]
    [InlineData("MMI1034", "Page", null, MessageAudience.Responders, "x")]
    [InlineData("MMI1035", "Internal Escalation", "ms", MessageAudience.Internal, "[open")]
    public void Validator_warns_of_what_is_probably_not_meant(string code, string name, string? language, MessageAudience audience, string text)
    {
        var template = new MessageTemplate { Name = name, Language = language, Audience = audience, Text = text };

        var finding = Assert.Single(PlaybookValidator.Validate(WithTemplate(TestPlaybooks.Example, template)));

        Assert.Equal((code, FindingLevel.Warning), (finding.Code, finding.Level));
        Assert.NotEmpty(finding.Remedy);
    }

    [Fact]
    public void Validator_finds_nothing_in_the_example()
    {
        Assert.Empty(PlaybookValidator.Validate(TestPlaybooks.Example));
        Assert.Empty(PlaybookValidator.Validate(TestPlaybooks.WithChecklists));
    }

    [Fact]
    public void Playbook_is_the_same_when_it_is_written_and_read()
    {
        var written = PlaybookJson.Write(TestPlaybooks.WithChecklists);

        Assert.Equal(written, PlaybookJson.Write(PlaybookJson.Read(written)));
    }

    [Fact]
    public void Stored_bytes_that_are_no_playbook_are_refused()
    {
        Assert.Throws<PlaybookException>(() => PlaybookJson.Read("[]"u8));
    }

    private static Playbook WithTemplate(Playbook playbook, MessageTemplate template) => playbook with { Templates = playbook.Templates.Add(template) };

    private static Playbook WithStep(Playbook playbook, Func<LadderStep, LadderStep> change)
    {
        var ladder = playbook.Ladders[0];
        return playbook with { Ladders = [ladder with { Steps = ladder.Steps.SetItem(1, change(ladder.Steps[1])) }] };
    }
}
