using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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
        { "MMI1018", playbook => playbook with { Phases = [new PlaybookPhase { Phase = (IncidentPhase)(-1), Title = "Party" }] } },
        { "MMI1002", playbook => playbook with { Phases = [Containment, Containment] } },
        { "MMI1002", playbook => playbook with { Phases = [Containment with { Items = [Item, Item with { Id = "STOP" }] }] } },
        { "MMI1002", playbook => playbook with { Features = [new Feature { Name = "Sign-in" }, new Feature { Name = "sign-in" }] } },
        { "MMI1003", playbook => playbook with { Levels = playbook.Levels.SetItem(0, playbook.Levels[0] with { ResponseTime = Duration.FromMinutes(-15) }) } },
        { "MMI1005", playbook => playbook with { TimeZone = " " } },
        { "MMI1005", playbook => playbook with { TimeZone = null! } },
        { "MMI1007", playbook => playbook with { Clocks = [new ClockDefinition { Name = ClockNames.Response, Warnings = [decimal.MaxValue] }] } },
        { "MMI1012", playbook => playbook with { Contacts = playbook.Contacts.SetItem(2, playbook.Contacts[2] with { Reference = "  " }) } },
        { "MMI1014", playbook => playbook with { Ladders = [playbook.Ladders[0] with { Cycle = Duration.FromMinutes(-15) }] } },
    };

    public static TheoryData<string, Func<Playbook, Playbook>> WrongInCode => new()
    {
        { "MMI1040", playbook => playbook with { Name = " " } },
        { "MMI1040", playbook => playbook with { Name = null! } },
        { "MMI1040", playbook => playbook with { Levels = playbook.Levels.Add(playbook.Levels[0] with { Name = "" }) } },
        { "MMI1040", playbook => playbook with { Team = playbook.Team.Add(new TeamRole { Name = "\t" }) } },
        { "MMI1040", playbook => playbook with { Contacts = playbook.Contacts.Add(new Contact { Name = "", Reference = "x" }) } },
        { "MMI1040", playbook => playbook with { Phases = [Containment with { Items = [Item with { Id = "" }] }] } },
        { "MMI1040", playbook => playbook with { Phases = [Containment with { Title = "" }] } },
        { "MMI1040", playbook => playbook with { Ladders = [playbook.Ladders[0] with { Name = "" }] } },
        { "MMI1040", playbook => playbook with { Templates = [new MessageTemplate { Name = "", Audience = MessageAudience.Internal, Text = "x" }] } },
        { "MMI1040", playbook => playbook with { Scenarios = [new Scenario { Name = null! }] } },
        { "MMI1040", playbook => playbook with { Features = [new Feature { Name = "" }] } },
        { "MMI1040", playbook => playbook with { Features = [new Feature { Name = "x", Labels = [new LabelMatch { Name = "", Value = "y" }] }] } },
        { "MMI1041", playbook => playbook with { Levels = playbook.Levels.Add(null!) } },
        { "MMI1041", playbook => playbook with { Responsibilities = [null!] } },
        { "MMI1041", playbook => playbook with { Templates = [new MessageTemplate { Name = "t", Audience = MessageAudience.Internal, Text = null! }] } },
        { "MMI1041", playbook => WithStep(playbook, step => step with { Targets = step.Targets.Add(null!) }) },
        { "MMI1042", playbook => playbook with { OnCall = "Nobody" } },
        { "MMI1042", playbook => playbook with { Communications = "Nobody" } },
        { "MMI1042", playbook => playbook with { EmergencyContact = "Nobody" } },
        { "MMI1042", playbook => playbook with { ExternalAudience = "" } },
        { "MMI1043", playbook => playbook with { Ladders = [playbook.Ladders[3] with { Steps = [playbook.Ladders[3].Steps[0] with { Offset = Duration.FromMinutes(-5) }] }] } },
        { "MMI1044", playbook => playbook with { ReopenWithin = Duration.FromDays(36_501) } },
        { "MMI1044", playbook => playbook with { Levels = playbook.Levels.SetItem(0, playbook.Levels[0] with { ResponseTime = Duration.MaxValue }) } },
        { "MMI1044", playbook => playbook with { Ladders = [playbook.Ladders[0] with { Repeats = int.MaxValue }] } },
        { "MMI1045", playbook => playbook with { Levels = playbook.Levels.SetItem(0, playbook.Levels[0] with { Lifecycle = (MediMate.Incidents.Lifecycle)9 }) } },
        { "MMI1045", playbook => playbook with { Templates = [new MessageTemplate { Name = "t", Audience = (MessageAudience)9, Text = "x" }] } },
        { "MMI1046", playbook => playbook with { Clocks = [new ClockDefinition { Name = ClockNames.Response, Targets = [Target("P0"), Target("p0")] }] } },
        { "MMI1047", playbook => playbook with { Templates = [new MessageTemplate { Name = "t", Audience = MessageAudience.Internal, Text = new string('[', 20_001) }] } },
    };

    private static PlaybookPhase Containment => new() { Phase = IncidentPhase.Containing, Title = "Containment" };

    private static ChecklistItem Item => new() { Id = "stop", Text = "Stop" };

    [Theory]
    [MemberData(nameof(Wrong))]
    [MemberData(nameof(WrongInCode))]
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

    [Theory]
    [MemberData(nameof(Wrong))]
    [MemberData(nameof(WrongInCode))]
    public async Task Host_with_such_a_playbook_does_not_start(string code, Func<Playbook, Playbook> spoil)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddIncidentResponse(incidents => incidents.UsePlaybook(spoil(TestPlaybooks.Example)));
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<PlaybookException>(() => host.StartAsync());

        Assert.Contains(refused.Findings, finding => finding.Code == code);
    }

    [Fact]
    public void Validator_names_everything_at_once()
    {
        var playbook = TestPlaybooks.Example;
        var findings = PlaybookValidator.Validate(playbook with
        {
            TimeZone = "Mars",
            OnCall = "Nobody",
            Levels = playbook.Levels.Add(playbook.Levels[0] with { ResponseTime = Duration.FromMinutes(-15) }),
            Clocks = [new ClockDefinition { Name = "coffee", Targets = [Target("P9") with { Within = Duration.Zero }] }],
            Ladders = [playbook.Ladders[0] with { Cycle = Duration.FromMinutes(10) }, playbook.Ladders[1] with { Level = "P9" }],
            Templates = [new MessageTemplate { Name = "t", Audience = MessageAudience.External, Text = "[weather] [brief description]" }],
        });

        Assert.Equal(
            ["MMI1002", "MMI1003", "MMI1003", "MMI1004", "MMI1004", "MMI1005", "MMI1006", "MMI1014", "MMI1017", "MMI1042"],
            findings.Select(finding => finding.Code).Order(StringComparer.Ordinal));
        Assert.Contains(findings, finding => finding.Message.Contains("\"P0\" is -0:00:15:00: a time cannot be negative", StringComparison.Ordinal));
    }

    [Fact]
    public void A_default_that_nobody_chose_may_name_a_role_that_is_not_there() =>
        Assert.Empty(PlaybookValidator.Validate(new Playbook { Name = "small", Levels = [TestPlaybooks.Example.Levels[0]] }));

    [Fact]
    public void Arrays_that_were_never_set_are_empty()
    {
        var playbook = new Playbook
        {
            Name = "x",
            Levels = default,
            Team = default,
            Features = default,
            Rollback = new RollbackPlan { Triggers = default },
            Ladders = [new Ladder { Name = "l", Level = "P0", Steps = default }],
        };

        Assert.Equal(["MMI1001", "MMI1004", "MMI1008"], PlaybookValidator.Validate(playbook).Select(finding => finding.Code));
        Assert.Empty(playbook.Team);
        Assert.Empty(PlaybookJson.Read(PlaybookJson.Write(playbook)).Features);
    }

    [Fact]
    public void A_playbook_stored_before_there_were_features_has_none()
    {
        var stored = Encoding.UTF8.GetString(PlaybookJson.Write(TestPlaybooks.Example));
        var before = stored.Replace("\"features\":[],", string.Empty, StringComparison.Ordinal);

        Assert.NotEqual(stored, before);
        Assert.Equal(stored, Encoding.UTF8.GetString(PlaybookJson.Write(PlaybookJson.Read(Encoding.UTF8.GetBytes(before)))));
    }

    [Fact]
    public void Features_are_part_of_what_a_playbook_says()
    {
        var named = TestPlaybooks.Example with { Features = [new Feature { Name = "Sign-in", Labels = [new LabelMatch { Name = "service", Value = "login" }] }] };

        Assert.NotEqual(PlaybookJson.Hash(TestPlaybooks.Example), PlaybookJson.Hash(named));
        Assert.Equal("login", PlaybookJson.Read(PlaybookJson.Write(named)).Features[0].Labels[0].Value);
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

    private static ClockTarget Target(string level) => new() { Level = level, Within = Duration.FromHours(1) };

    private static Playbook WithStep(Playbook playbook, Func<LadderStep, LadderStep> change)
    {
        var ladder = playbook.Ladders[0];
        return playbook with { Ladders = [ladder with { Steps = ladder.Steps.SetItem(1, change(ladder.Steps[1])) }] };
    }
}
