using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <content>How its work stands: counted as it changes, so that a look costs nothing.</content>
public sealed partial class InMemoryIncidentStore
{
    private readonly Dictionary<string, int> _openByLevel = new(StringComparer.Ordinal);
    private readonly HashSet<IncidentEntry> _unattended = [];
    private readonly HashSet<DueEntry> _failing = [];

    /// <inheritdoc/>
    public ValueTask<StoreHealth> ReadHealthAsync(Instant now, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return ValueTask.FromResult(new StoreHealth
            {
                OldestDueAt = PeekDue()?.DueAt is { } due && due <= now ? due : null,
                OldestOutboxDueAt = PeekOutbox()?.DueAt is { } outboxDue && outboxDue <= now ? outboxDue : null,
                Failing = _failing.Count,
                FailingIncidents = ReferencesOf(_failing.OfType<IncidentEntry>()),
                Unattended = _unattended.Count,
                UnattendedIncidents = ReferencesOf(_unattended),
                Open = [.. _openByLevel.Where(level => level.Value > 0).OrderBy(level => level.Key, StringComparer.Ordinal).Select(level => new LevelCount { Level = level.Key, Count = level.Value })],
            });
        }
    }

    private static ImmutableArray<string> ReferencesOf(IEnumerable<IncidentEntry> entries) =>
        [.. entries.OrderBy(entry => entry.Number).Take(StoreHealth.NamedIncidents).Select(entry => entry.Snapshot.Reference)];

    /// <summary>Counts an incident as it is after a change, and no longer as it was.</summary>
    private void Count(IncidentEntry entry, Incident? before)
    {
        var after = entry.Snapshot;
        CountOpen(before, -1);
        CountOpen(after, 1);
        if (after.IsUnattended)
        {
            _unattended.Add(entry);
        }
        else if (before?.IsUnattended == true)
        {
            _unattended.Remove(entry);
        }
    }

    private void CountOpen(Incident? incident, int by)
    {
        if (incident?.Phase.IsEnded() == false)
        {
            _openByLevel[incident.Severity.Level] = _openByLevel.GetValueOrDefault(incident.Severity.Level) + by;
        }
    }

    /// <summary>Counts an attempt at what was claimed.</summary>
    private void CountAttempt(DueEntry entry)
    {
        entry.Attempts++;
        if (entry.Attempts >= StoreHealth.FailingAttempts)
        {
            _failing.Add(entry);
        }
    }

    private void ForgetAttempts(DueEntry entry)
    {
        if (entry.Attempts >= StoreHealth.FailingAttempts)
        {
            _failing.Remove(entry);
        }

        entry.Attempts = 0;
    }
}
