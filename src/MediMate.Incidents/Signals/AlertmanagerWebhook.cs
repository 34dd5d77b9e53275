using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents;

/// <summary>Reads what Prometheus Alertmanager posts to a webhook (version 4 of its format).</summary>
/// <remarks>
/// The group is the trouble: its <c>groupKey</c> is the signal's key, and each alert, by its <c>fingerprint</c>, a sub-key that fires or is
/// resolved. Where an alert has no fingerprint, the body as a whole is firing or resolved. Safe for any number of threads.
/// </remarks>
public static class AlertmanagerWebhook
{
    private const string SupportedVersion = "4";
    private const string Firing = "firing";
    private const string Resolved = "resolved";
    private const string Status = "status";

    /// <summary>Reads a body.</summary>
    /// <param name="body">The JSON that Alertmanager posted, in UTF-8.</param>
    /// <returns>The signal.</returns>
    /// <exception cref="AlertmanagerFormatException">The body is not of version 4, or lacks what the engine needs: everything that is wrong.</exception>
    public static Signal Parse(ReadOnlyMemory<byte> body)
    {
        using var document = ParseJson(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new AlertmanagerFormatException(["the body is a JSON object"]);
        }

        var problems = new List<string>();
        var version = Text(root, "version");
        var key = Text(root, "groupKey");
        var status = Text(root, Status);
        if (version != SupportedVersion)
        {
            problems.Add($"\"version\" is \"{SupportedVersion}\", not \"{version}\"");
        }

        if (string.IsNullOrWhiteSpace(key))
        {
            problems.Add("\"groupKey\" is given");
        }

        if (status is not (Firing or Resolved))
        {
            problems.Add($"\"status\" is \"firing\" or \"resolved\", not \"{status}\"");
        }

        var alerts = Alerts(root, problems);
        var isTruncated = IsTruncated(root, problems);
        if (problems.Count > 0)
        {
            throw new AlertmanagerFormatException([.. problems]);
        }

        return new Signal
        {
            Source = SignalSource.Monitoring,
            Key = key,
            IsResolved = status == Resolved,
            SubKeys = SubKeys(alerts, status!),
            IsTruncated = isTruncated,
            Summary = Summary(root, alerts, key!),
            Labels = Label.From(Pairs(root, "groupLabels").Concat(Pairs(root, "commonLabels")).DistinctBy(pair => pair.Key)),
            OccurredAt = Begin(alerts),
        };
    }

    private static JsonDocument ParseJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException exception)
        {
            throw new AlertmanagerFormatException([$"the body is JSON: {exception.Message}"]);
        }
    }

    private static ImmutableArray<JsonElement> Alerts(JsonElement root, List<string> problems)
    {
        if (root.TryGetProperty("alerts", out var alerts) && alerts.ValueKind == JsonValueKind.Array && alerts.GetArrayLength() > 0)
        {
            if (!alerts.EnumerateArray().All(alert => alert.ValueKind == JsonValueKind.Object))
            {
                problems.Add("each of the \"alerts\" is a JSON object");
                return [];
            }

            if (alerts.EnumerateArray().FirstOrDefault(alert => Text(alert, Status) is not (null or Firing or Resolved)) is { ValueKind: JsonValueKind.Object } odd)
            {
                problems.Add($"the \"status\" of each alert is \"firing\" or \"resolved\", not \"{Text(odd, Status)}\"");
            }

            return [.. alerts.EnumerateArray()];
        }

        problems.Add("\"alerts\" lists at least one alert");
        return [];
    }

    /// <summary>Tells whether alerts of the group were left out, because there were more than the receiver's <c>max_alerts</c>.</summary>
    private static bool IsTruncated(JsonElement root, List<string> problems)
    {
        if (!root.TryGetProperty("truncatedAlerts", out var number) || number.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        if (number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var truncated) && truncated >= 0)
        {
            return truncated > 0;
        }

        problems.Add("\"truncatedAlerts\" is a whole number, zero or more");
        return false;
    }

    private static ImmutableArray<SignalSubKey> SubKeys(ImmutableArray<JsonElement> alerts, string status)
    {
        var subKeys = alerts.Select(alert => (Id: Text(alert, "fingerprint"), Status: Text(alert, Status) ?? status)).ToList();
        return subKeys.Exists(subKey => string.IsNullOrWhiteSpace(subKey.Id))
            ? []
            : [.. subKeys.Select(subKey => new SignalSubKey { Id = subKey.Id!, IsResolved = subKey.Status == Resolved })];
    }

    /// <summary>The summary that the rule's author wrote, else the description, else the alert's name, else the key.</summary>
    private static string Summary(JsonElement root, ImmutableArray<JsonElement> alerts, string key) =>
        new[]
        {
            Nested(root, "commonAnnotations", "summary"),
            Nested(alerts[0], "annotations", "summary"),
            Nested(root, "commonAnnotations", "description"),
            Nested(alerts[0], "annotations", "description"),
            Nested(root, "commonLabels", "alertname"),
            Nested(alerts[0], "labels", "alertname"),
        }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? key;

    private static Instant? Begin(ImmutableArray<JsonElement> alerts)
    {
        Instant? begin = null;
        foreach (var alert in alerts)
        {
            if (Text(alert, "startsAt") is { } text && OffsetDateTimePattern.ExtendedIso.Parse(text).TryGetValue(default, out var parsed))
            {
                var instant = EngineClock.Cut(parsed.ToInstant());
                begin = begin is null || instant < begin ? instant : begin;
            }
        }

        return begin;
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(JsonElement root, string name) =>
        root.TryGetProperty(name, out var pairs) && pairs.ValueKind == JsonValueKind.Object
            ? pairs.EnumerateObject()
                .Where(pair => pair.Value.ValueKind == JsonValueKind.String)
                .Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetString()!))
            : [];

    private static string? Nested(JsonElement parent, string name, string child) =>
        parent.TryGetProperty(name, out var nested) && nested.ValueKind == JsonValueKind.Object ? Text(nested, child) : null;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
