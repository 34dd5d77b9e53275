using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <content>Due work: found by index, taken under a lease, by any number of nodes at once.</content>
public sealed partial class RelationalIncidentStore
{
    private const string NextOutboxDue = "SELECT due_at FROM {s}incident_outbox WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1";

    /// <inheritdoc/>
    public ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken = default) => NextAsync(DueTexts.Next, [], cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Instant?> NextOutboxDueAsync(ImmutableArray<string> exceptChannels, CancellationToken cancellationToken = default)
    {
        var (condition, values) = Except(exceptChannels, "$1");
        return NextAsync($"SELECT due_at FROM {{s}}incident_outbox WHERE due_at IS NOT NULL{condition} ORDER BY due_at LIMIT 1", values, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return WriteAsync(session => new DueClaim(_dialect, session, claim).TakeAsync(cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<OutboxRow>> ClaimOutboxAsync(StoreClaim claim, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var (condition, values) = Except(claim.ExceptChannels, "$3");
        return ClaimAsync(
            $"SELECT o.id, {OutboxRecord.Columns} FROM {{s}}incident_outbox o WHERE o.due_at <= $1{condition} ORDER BY o.due_at, o.number LIMIT $2 {{claim}}",
            "UPDATE {s}incident_outbox SET due_at = $2, attempts = attempts + 1 WHERE id {in}",
            claim,
            reader => (_dialect.ReadId(reader, 0), OutboxRecord.Read(reader, 1)),
            cancellationToken,
            values);
    }

    /// <inheritdoc/>
    public async ValueTask PostponeAsync(DueSubject subject, Instant until, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);

        // A commit in between set the count back: the subject moved on and is due when it says.
        var isIncident = subject.Kind == SubjectKind.Incident;
        await WriteAsync(
            session => _dialect.ExecuteAsync(
                session,
                isIncident ? DueTexts.PostponeIncident : DueTexts.PostponeSubject,
                cancellationToken,
                [until, subject.Id, subject.Attempts, .. isIncident ? [] : new object[] { (int)subject.Kind }]),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ExtendLeaseAsync(string row, Instant until, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        await WriteAsync(
            session => _dialect.ExecuteAsync(
                session, "UPDATE {s}incident_outbox SET due_at = $1 WHERE id = $2 AND due_at < $1", cancellationToken, until, NameHash.Of(row)),
            cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<Instant?> NextAsync(string text, object?[] values, CancellationToken cancellationToken) => ReadAsync(
        async session =>
        {
            Instant? next = null;
            await _dialect.QueryAsync(session, text, reader => next = reader.IsDBNull(0) ? null : Micros.ToInstant(reader.GetInt64(0)), cancellationToken, values).ConfigureAwait(false);
            return next;
        },
        cancellationToken);

    private async ValueTask<ImmutableArray<T>> ClaimAsync<T>(
        string select, string update, StoreClaim claim, Func<System.Data.Common.DbDataReader, (Guid Id, T Work)> read, CancellationToken cancellationToken, params object?[] values)
    {
        var lease = DueClaim.LeaseOf(claim);
        return await WriteAsync(
            async session =>
            {
                var claimed = ImmutableArray.CreateBuilder<T>();
                var ids = new List<Guid>();
                await _dialect.QueryAsync(
                    session,
                    select,
                    reader =>
                    {
                        var (id, work) = read(reader);
                        ids.Add(id);
                        claimed.Add(work);
                    },
                    cancellationToken,
                    [claim.Now, claim.Limit, .. values]).ConfigureAwait(false);
                if (ids.Count > 0)
                {
                    await _dialect.RunAsync(session, [new KeyedStatement(update, ids) { Values = [Micros.Of(lease)] }], wait: true, cancellationToken).ConfigureAwait(false);
                }

                return claimed.DrainToImmutable();
            },
            cancellationToken).ConfigureAwait(false);
    }

    private (string Condition, object?[] Values) Except(ImmutableArray<string> channels, string value) => channels.IsDefaultOrEmpty
        ? (string.Empty, [])
        : ($" AND {_dialect.NoneOf("channel", value)}", [_dialect.TextList(channels.Select(OutboxRecord.ChannelOf))]);
}
