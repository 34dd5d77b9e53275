using NodaTime;

namespace MediMate.Incidents.Tests.Playbooks;

/// <summary>What is wrong with heartbeats and with the grouping of signals.</summary>
public sealed class HeartbeatValidationTests
{
    private static readonly HeartbeatDefinition Watchdog = new() { Name = "watchdog", Every = Duration.FromMinutes(5) };

    public static TheoryData<string, Func<Playbook, Playbook>> Wrong => new()
    {
        { "MMI1002", playbook => playbook with { Heartbeats = [Watchdog, Watchdog with { Name = "WATCHDOG" }] } },
        { "MMI1003", playbook => playbook with { Heartbeats = [Watchdog with { Every = Duration.Zero }] } },
        { "MMI1003", playbook => playbook with { Heartbeats = [Watchdog with { Grace = Duration.FromSeconds(-1) }] } },
        { "MMI1003", playbook => playbook with { GroupBy = "service", GroupWithin = Duration.Zero } },
        { "MMI1004", playbook => playbook with { Heartbeats = [Watchdog with { Level = "P9" }] } },
        { "MMI1040", playbook => playbook with { Heartbeats = [Watchdog with { Name = " " }] } },
        { "MMI1040", playbook => playbook with { Heartbeats = [Watchdog with { Key = " " }] } },
        { "MMI1040", playbook => playbook with { Heartbeats = [Watchdog with { Summary = "" }] } },
        { "MMI1040", playbook => playbook with { Heartbeats = [Watchdog with { Match = [new LabelMatch { Name = "", Value = "x" }] }] } },
        { "MMI1040", playbook => playbook with { GroupBy = " " } },
        { "MMI1041", playbook => playbook with { Heartbeats = [null!] } },
        { "MMI1041", playbook => playbook with { Heartbeats = [Watchdog with { Labels = [null!] }] } },
        { "MMI1044", playbook => playbook with { Heartbeats = [Watchdog with { Every = Duration.FromDays(40_000) }] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validator_names_what_is_wrong(string code, Func<Playbook, Playbook> spoil)
    {
        var finding = Assert.Single(PlaybookValidator.Validate(spoil(TestPlaybooks.Example)));

        Assert.Equal((code, FindingLevel.Error), (finding.Code, finding.Level));
    }

    [Fact]
    public void Validator_finds_nothing_wrong_with_what_is_right() => Assert.Empty(PlaybookValidator.Validate(TestPlaybooks.Example with
    {
        GroupBy = "service",
        Heartbeats = [Watchdog, Watchdog with { Name = "backup", Grace = Duration.FromMinutes(1), Key = "k", Level = "p0", Match = default, Labels = default }],
    }));

    [Fact]
    public void Playbook_that_was_kept_before_there_were_heartbeats_is_read()
    {
        var json = System.Text.Encoding.UTF8.GetString(PlaybookJson.Write(TestPlaybooks.Example))
            .Replace("\"heartbeats\":[],", string.Empty, StringComparison.Ordinal)
            .Replace("\"groupBy\":null,\"groupWithin\":\"0:00:05:00\",", string.Empty, StringComparison.Ordinal);

        var read = PlaybookJson.Read(System.Text.Encoding.UTF8.GetBytes(json));

        Assert.DoesNotContain("heartbeats", json, StringComparison.Ordinal);
        Assert.DoesNotContain("groupWithin", json, StringComparison.Ordinal);
        Assert.Empty(read.Heartbeats);
        Assert.Null(read.GroupBy);
        Assert.Empty(PlaybookValidator.Validate(read));
    }
}
