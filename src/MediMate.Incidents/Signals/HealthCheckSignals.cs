using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Turns what the host's health checks say into signals: one key for each check.</summary>
/// <remarks>
/// What it remembers only spares signals that would say the same again. A new process tells once how each check stands, so that what an earlier one
/// left firing is over.
/// </remarks>
internal sealed class HealthCheckSignals(
    IIncidentResponse incidents,
    IEnumerable<EngineHealthCheckName> ownChecks,
    EngineClock clock,
    IOptions<HealthCheckSignalOptions> options,
    ILogger<HealthCheckSignals> logger) : IHealthCheckPublisher
{
    private readonly HashSet<string> _own = [.. ownChecks.Select(own => own.Name)];
    private readonly ConcurrentDictionary<string, (bool Fires, Instant At)> _told = new(StringComparer.Ordinal);

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken) =>
        Task.WhenAll(report.Entries.Where(check => !_own.Contains(check.Key)).Select(check => PublishAsync(check.Key, check.Value, cancellationToken)));

    private async Task PublishAsync(string check, HealthReportEntry entry, CancellationToken cancellationToken)
    {
        if (Fires(entry.Status) is not { } fires)
        {
            return;
        }

        var now = clock.Now;
        if (_told.TryGetValue(check, out var told) && told.Fires == fires && (!fires || now < told.At + Duration.FromTimeSpan(options.Value.RepeatEvery)))
        {
            return;
        }

        try
        {
            await incidents.SignalAsync(Signal(check, entry, fires), cancellationToken).ConfigureAwait(false);
            _told[check] = (fires, now);
        }
#pragma warning disable CA1031 // Whatever it is, the host and its other publishers go on; the next report tells it again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            EngineLog.HealthCheckNotTold(logger, exception, check);
        }
    }

    private bool? Fires(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => false,
        HealthStatus.Unhealthy => true,
        _ => options.Value.FiresWhenDegraded ? true : null,
    };

    private Signal Signal(string check, HealthReportEntry entry, bool fires)
    {
        var summary = $"health check {check} is {entry.Status.ToString().ToLowerInvariant()}";
        return new Signal
        {
            Source = SignalSource.Check,
            Key = options.Value.KeyPrefix + check,
            IsResolved = !fires,
            Summary = options.Value.IncludesDescription && !string.IsNullOrWhiteSpace(entry.Description) ? $"{summary}: {entry.Description}" : summary,
            Labels = Labels(check, entry.Tags),
        };
    }

    /// <summary>A tag such as <c>service=login</c> or <c>service:login</c> is a label; another tag is one that is true.</summary>
    private static ImmutableArray<Label> Labels(string check, IEnumerable<string> tags) => Label.From(
        tags.Select(Pair).Prepend(KeyValuePair.Create("check", check)).Where(pair => pair.Key.Length > 0).DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase));

    private static KeyValuePair<string, string> Pair(string tag)
    {
        var between = tag.AsSpan().IndexOfAny('=', ':');
        return between < 0
            ? KeyValuePair.Create(tag.Trim(), "true")
            : KeyValuePair.Create(tag[..between].Trim(), tag[(between + 1)..].Trim());
    }
}
