using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using MediMate.Incidents.Relational.Tests.Kit;
using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Crashes;

/// <summary>An incident with all that a store has of it, and its row as it is in the table.</summary>
internal sealed record StoredIncident(
    Incident Snapshot, ImmutableArray<IncidentEvent> Events, ImmutableArray<OutboxRow> Rows, Instant? NextDue, Instant? DueAt, long Attempts);

/// <summary>An outbox row as it is in the table.</summary>
internal sealed record StoredRow(string Key, IncidentId Incident, long Status, Instant? DueAt, long Attempts);

/// <summary>Everything in a durable store: half of it as a store reads it, half read from the tables apart from any store.</summary>
internal sealed record StoredState
{
    public required ImmutableArray<StoredIncident> Incidents { get; init; }

    /// <summary>Gets who holds each key that is held.</summary>
    public required ImmutableDictionary<string, IncidentId> Holders { get; init; }

    public required ImmutableArray<StoredRow> Rows { get; init; }

    /// <summary>Gets the tallies of signals that are counted and not on a timeline yet, each with when it will be found.</summary>
    public required ImmutableArray<(SignalTally Tally, Instant? DueAt)> Tallies { get; init; }

    /// <summary>Gets what the directory answered last for each name.</summary>
    public required ImmutableArray<LookUpAnswer> LookUps { get; init; }

    /// <summary>Gets the windows in which messages to a person are counted.</summary>
    public required ImmutableArray<RecipientWindow> Windows { get; init; }

    public required Instant? NextDue { get; init; }

    public required Instant? NextOutboxDue { get; init; }

    public required StoreVerification Verification { get; init; }

    /// <summary>Reads a store that nobody else uses, with a store object that has seen nothing before.</summary>
    public static async Task<StoredState> ReadAsync(DurableStore durable)
    {
        await using var store = durable.Open();
        await store.MigrateAsync();
        await using var tables = durable.OpenTables();
        var holders = ImmutableDictionary.CreateBuilder<string, IncidentId>(StringComparer.Ordinal);
        foreach (var row in await QueryAsync(tables, $"SELECT key, holder FROM {durable.Table("incident_keys")} WHERE holder IS NOT NULL"))
        {
            holders.Add((string)row[0], Id(row[1]));
        }

        var incidents = ImmutableArray.CreateBuilder<StoredIncident>();
        foreach (var row in await QueryAsync(tables, $"SELECT id, next_due, due_at, attempts FROM {durable.Table("incidents")} ORDER BY number"))
        {
            var id = Id(row[0]);
            incidents.Add(new StoredIncident(
                (await store.FindAsync(id))!,
                await store.ReadEventsAsync(id),
                await store.ReadOutboxAsync(id),
                At(row[1]),
                At(row[2]),
                Number(row[3])));
        }

        var tallies = (await store.ReadSubjectsAsync(SubjectKind.SignalTally)).OfType<SignalTally>().ToDictionary(tally => tally.Id);
        var subjects = await QueryAsync(tables, $"SELECT id, due_at FROM {durable.Table("incident_subjects")} WHERE kind = {(int)SubjectKind.SignalTally}");
        var rows = await QueryAsync(
            tables, $"SELECT key, incident_id, status, due_at, attempts FROM {durable.Table("incident_outbox")} ORDER BY number");
        return new StoredState
        {
            Incidents = incidents.DrainToImmutable(),
            Holders = holders.ToImmutable(),
            Rows = [.. rows.Select(row => new StoredRow((string)row[0], Id(row[1]), Number(row[2]), At(row[3]), Number(row[4])))],
            Tallies = [.. subjects.Select(row => (tallies[Id(row[0]).Value], At(row[1])))],
            LookUps = [.. (await store.ReadSubjectsAsync(SubjectKind.LookUpAnswer)).OfType<LookUpAnswer>()],
            Windows = [.. (await store.ReadSubjectsAsync(SubjectKind.RecipientWindow)).OfType<RecipientWindow>()],
            NextDue = await store.NextDueAsync(),
            NextOutboxDue = await store.NextOutboxDueAsync([]),
            Verification = await store.VerifyAsync(),
        };
    }

    private static async Task<List<object[]>> QueryAsync(DbDataSource tables, string text)
    {
        await using var connection = await tables.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static IncidentId Id(object value) => new(value is byte[] bytes ? new Guid(bytes, bigEndian: true) : (Guid)value);

    private static long Number(object value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private static Instant? At(object value) => value is DBNull ? null : Instant.FromUnixTimeTicks(Number(value) * 10);
}
