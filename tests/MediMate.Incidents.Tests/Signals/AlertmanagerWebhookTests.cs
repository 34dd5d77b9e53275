using System.Text;
using NodaTime;

namespace MediMate.Incidents.Tests.Signals;

public sealed class AlertmanagerWebhookTests
{
    private const string Firing =
        """
        {
          "version": "4", "groupKey": "{}:{alertname=\"AppDown\"}", "truncatedAlerts": 0, "status": "firing", "receiver": "incidents",
          "groupLabels": { "alertname": "AppDown" },
          "commonLabels": { "alertname": "AppDown", "service": "education-hub", "severity": "critical" },
          "commonAnnotations": { "summary": "Complete app down: all probes fail" },
          "externalURL": "http://alertmanager.example.org",
          "alerts": [
            { "status": "firing", "labels": { "instance": "a" }, "annotations": {}, "startsAt": "2026-03-02T01:58:30.123456789Z", "endsAt": "0001-01-01T00:00:00Z", "generatorURL": "", "fingerprint": "f1" },
            { "status": "firing", "labels": { "instance": "b" }, "annotations": {}, "startsAt": "2026-03-02T09:58:00+08:00", "endsAt": "0001-01-01T00:00:00Z", "generatorURL": "", "fingerprint": "f2" }
          ]
        }
        """;

    [Fact]
    public void Body_becomes_a_signal_of_its_group()
    {
        var signal = AlertmanagerWebhook.Parse(Encoding.UTF8.GetBytes(Firing));

        Assert.Equal("{}:{alertname=\"AppDown\"}", signal.Key);
        Assert.False(signal.IsResolved);
        Assert.Equal("Complete app down: all probes fail", signal.Summary);
        Assert.Equal(["alertname=AppDown", "service=education-hub", "severity=critical"], signal.Labels.Select(label => $"{label.Name}={label.Value}"));
        Assert.Equal(Instant.FromUtc(2026, 3, 2, 1, 58), signal.OccurredAt);
        Assert.Equal(["f1", "f2"], signal.SubKeys.Select(subKey => subKey.Id));
        Assert.True(signal.IsFiring);
        Assert.False(signal.IsTruncated);
    }

    [Fact]
    public void Each_alert_says_for_itself_whether_it_is_over()
    {
        var signal = AlertmanagerWebhook.Parse(Encoding.UTF8.GetBytes(
            Firing.Replace("{ \"status\": \"firing\", \"labels\": { \"instance\": \"b\" }", "{ \"status\": \"resolved\", \"labels\": { \"instance\": \"b\" }", StringComparison.Ordinal)));

        Assert.Equal([("f1", false), ("f2", true)], signal.SubKeys.Select(subKey => (subKey.Id, subKey.IsResolved)));
        Assert.True(signal.IsFiring);
    }

    [Fact]
    public void Alerts_that_were_left_out_are_told()
    {
        var signal = AlertmanagerWebhook.Parse(Encoding.UTF8.GetBytes(Firing.Replace("\"truncatedAlerts\": 0", "\"truncatedAlerts\": 3", StringComparison.Ordinal)));

        Assert.True(signal.IsTruncated);
    }

    [Fact]
    public void Resolved_body_makes_the_key_quiet()
    {
        var signal = AlertmanagerWebhook.Parse(Encoding.UTF8.GetBytes(Firing.Replace("\"status\": \"firing\", \"receiver\"", "\"status\": \"resolved\", \"receiver\"", StringComparison.Ordinal)));

        Assert.True(signal.IsResolved);
    }

    [Theory]
    [InlineData("{}", 4)]
    [InlineData("[]", 1)]
    [InlineData("not json", 1)]
    [InlineData("""{"version":"3","groupKey":"k","status":"firing","alerts":[{}]}""", 1)]
    [InlineData("""{"version":"4","groupKey":"k","status":"broken","alerts":[1]}""", 2)]
    [InlineData("""{"version":"4","groupKey":"k","status":"firing","truncatedAlerts":-1,"alerts":[{"status":"odd"}]}""", 2)]
    [InlineData("""{"version":"4","groupKey":"k","status":"firing","truncatedAlerts":"many","alerts":[{}]}""", 1)]
    public void Body_that_is_none_is_refused_with_everything_that_is_wrong(string body, int problems)
    {
        var refused = Assert.Throws<AlertmanagerFormatException>(() => AlertmanagerWebhook.Parse(Encoding.UTF8.GetBytes(body)));

        Assert.Equal(problems, refused.Problems.Length);
    }

    [Fact]
    public void Summary_falls_back_to_the_name_of_the_alert_and_then_to_the_key()
    {
        var named = AlertmanagerWebhook.Parse("""{"version":"4","groupKey":"k","status":"firing","commonLabels":{"alertname":"AppDown"},"alerts":[{}]}"""u8.ToArray());
        var bare = AlertmanagerWebhook.Parse("""{"version":"4","groupKey":"k","status":"firing","alerts":[{}]}"""u8.ToArray());

        Assert.Equal("AppDown", named.Summary);
        Assert.Equal("k", bare.Summary);
        Assert.Empty(bare.SubKeys);
    }
}
