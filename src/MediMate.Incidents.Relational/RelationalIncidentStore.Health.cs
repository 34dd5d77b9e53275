using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <content>How its work stands: each answer from an index, none of them over all incidents.</content>
public sealed partial class RelationalIncidentStore
{
    private static readonly string FailingSubjects =
        $"SELECT COUNT(*) FROM {{s}}incident_subjects WHERE attempts >= {StoreHealth.FailingAttempts} AND kind IN ({SubjectRecord.KnownKinds})";

    /// <inheritdoc/>
    public ValueTask<StoreHealth> ReadHealthAsync(Instant now, CancellationToken cancellationToken = default) => ReadAsync(
        async session =>
        {
            var (failing, failingIncidents) = await ReadNamedAsync(session, $"attempts >= {StoreHealth.FailingAttempts}", cancellationToken).ConfigureAwait(false);
            var (unattended, unattendedIncidents) = await ReadNamedAsync(session, "unattended", cancellationToken).ConfigureAwait(false);
            var open = ImmutableArray.CreateBuilder<LevelCount>();
            await _dialect.QueryAsync(
                session,
                "SELECT level, COUNT(*) FROM {s}incidents WHERE is_open GROUP BY level ORDER BY level",
                reader => open.Add(new LevelCount { Level = reader.GetString(0), Count = (int)reader.GetInt64(1) }),
                cancellationToken).ConfigureAwait(false);
            return new StoreHealth
            {
                OldestDueAt = UpTo(now, await ReadInstantAsync(session, DueTexts.Next, cancellationToken).ConfigureAwait(false)),
                OldestOutboxDueAt = UpTo(now, await ReadInstantAsync(session, NextOutboxDue, cancellationToken).ConfigureAwait(false)),
                Failing = failing + await CountAsync(session, FailingSubjects, cancellationToken).ConfigureAwait(false),
                FailingIncidents = failingIncidents,
                Unattended = unattended,
                UnattendedIncidents = unattendedIncidents,
                Open = open.DrainToImmutable(),
            };
        },
        cancellationToken);

    private static Instant? UpTo(Instant now, Instant? due) => due <= now ? due : null;

    /// <summary>Counts the incidents that fit, and names the first of them.</summary>
    private async ValueTask<(int Count, ImmutableArray<string> Named)> ReadNamedAsync(Session session, string condition, CancellationToken cancellationToken)
    {
        var named = ImmutableArray.CreateBuilder<string>();
        await _dialect.QueryAsync(
            session,
            $"SELECT reference FROM {{s}}incidents WHERE {condition} ORDER BY number LIMIT {StoreHealth.NamedIncidents}",
            reader => named.Add(reader.GetString(0)),
            cancellationToken).ConfigureAwait(false);
        var count = named.Count < StoreHealth.NamedIncidents
            ? named.Count
            : await CountAsync(session, $"SELECT COUNT(*) FROM {{s}}incidents WHERE {condition}", cancellationToken).ConfigureAwait(false);
        return (count, named.DrainToImmutable());
    }

    private async ValueTask<int> CountAsync(Session session, string text, CancellationToken cancellationToken)
    {
        var count = 0;
        await _dialect.QueryAsync(session, text, reader => count = (int)reader.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return count;
    }

    private async ValueTask<Instant?> ReadInstantAsync(Session session, string text, CancellationToken cancellationToken)
    {
        Instant? found = null;
        await _dialect.QueryAsync(session, text, reader => found = reader.IsDBNull(0) ? null : Micros.ToInstant(reader.GetInt64(0)), cancellationToken).ConfigureAwait(false);
        return found;
    }
}
