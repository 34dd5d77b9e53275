using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MediMate.Incidents;

/// <summary>Reads an archive into the database, in one transaction that somebody else commits: every line is checked before anything counts.</summary>
internal sealed class StoreImporter(Dialect dialect, Session session, ArchiveReader archive)
{
    private const int EventsAtATime = 200;

    private ArchiveHeader? _header;
    private IncidentImport? _incident;
    private long _lastNumber;
    private ReadOnlyMemory<byte> _lastCheckpoint = EventChain.Start;

    private bool IsWhole => _header!.EndedBefore is null;

    /// <summary>Imports.</summary>
    public async ValueTask<ArchiveCounts> ImportAsync(CancellationToken cancellationToken)
    {
        // The row is locked until the end: nobody takes a number, so nobody declares an incident in between.
        await TakeNumbersAsync(cancellationToken).ConfigureAwait(false);
        while (await archive.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (_header is null)
            {
                await BeginAsync(line.Archive, cancellationToken).ConfigureAwait(false);
                continue;
            }

            await TakeAsync(line, cancellationToken).ConfigureAwait(false);
        }

        if (_header is null)
        {
            throw archive.Unreadable("it has no first line that says what it is");
        }

        await FinishIncidentAsync(cancellationToken).ConfigureAwait(false);
        await TakeNumbersAsync(cancellationToken).ConfigureAwait(false);
        return archive.Counts;
    }

    private async ValueTask TakeNumbersAsync(CancellationToken cancellationToken) => await dialect.ExecuteAsync(
        session, "UPDATE {s}incident_numbers SET last = CASE WHEN last < $1 THEN $1 ELSE last END", cancellationToken, _lastNumber).ConfigureAwait(false);

    private async ValueTask BeginAsync(ArchiveHeader? header, CancellationToken cancellationToken)
    {
        if (header?.Format != ArchiveHeader.ThisFormat)
        {
            throw archive.Unreadable("it has no first line that says what it is");
        }

        if (header.Version is < 1 or > ArchiveHeader.CurrentVersion)
        {
            throw archive.Unreadable(string.Create(
                CultureInfo.InvariantCulture,
                $"its format is version {header.Version}, and this version of the engine reads 1 to {ArchiveHeader.CurrentVersion}: use the engine that wrote it, or a newer one"));
        }

        _header = header;
        if (IsWhole)
        {
            await CheckEmptyAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask CheckEmptyAsync(CancellationToken cancellationToken)
    {
        (string, string)[] tables =
        [
            ("incidents", "an incident"),
            ("incident_checkpoints", "a checkpoint"),
            ("incident_tombstones", "a tombstone"),
            ($"incident_subjects WHERE kind <> {(int)SubjectKind.SigningKey}", "a silence, a monitor or a tally"),
            ("incident_receipts", "a receipt"),
        ];
        foreach (var (table, what) in tables)
        {
            var isThere = false;
            await dialect.QueryAsync(session, $"SELECT 1 FROM {{s}}{table} LIMIT 1", _ => isThere = true, cancellationToken).ConfigureAwait(false);
            if (isThere)
            {
                throw StoreFailures.AlreadyThere(archive.Line, $"a whole store belongs into an empty one, and {what} is there already");
            }
        }
    }

    private ValueTask TakeAsync(ArchiveLine line, CancellationToken cancellationToken) => line switch
    {
        { Incident: { } incident } => TakeAsync(incident, cancellationToken),
        { Event: { } happened } => TakeAsync(happened, cancellationToken),
        { OutboxRow: { } row } => Require(_incident is { } current ? current.Add(row) : "an outbox row stands above its incident"),
        { Playbook: { } playbook } => TakeAsync(playbook, cancellationToken),
        { Numbers: { } numbers } when IsWhole => TakeAsync(numbers),
        { Key: { } key } when IsWhole => TakeAsync(key, cancellationToken),
        { Subject: { } subject } when IsWhole => TakeAsync(subject, cancellationToken),
        { Receipt: { } receipt } when IsWhole => TakeAsync(receipt, cancellationToken),
        { Checkpoint: { } checkpoint } when IsWhole => TakeAsync(checkpoint, cancellationToken),
        { Tombstone: { } tombstone } when IsWhole => TakeAsync(tombstone, cancellationToken),
        _ => throw archive.Unreadable("such a line has no place here"),
    };

    private async ValueTask TakeAsync(ArchivedIncident incident, CancellationToken cancellationToken)
    {
        await FinishIncidentAsync(cancellationToken).ConfigureAwait(false);
        var there = false;
        await dialect.QueryAsync(
            session,
            "SELECT 1 FROM {s}incidents WHERE id = $1 OR number = $2 OR reference = $3",
            _ => there = true,
            cancellationToken,
            incident.Id,
            incident.Number,
            incident.Reference).ConfigureAwait(false);
        var purged = false;
        await dialect.QueryAsync(
            session, "SELECT 1 FROM {s}incident_tombstones WHERE incident_id = $1", _ => purged = true, cancellationToken, incident.Id).ConfigureAwait(false);
        if (there || purged)
        {
            throw StoreFailures.AlreadyThere(
                archive.Line, there ? $"{incident.Reference}, or another incident with its number, is there already" : $"{incident.Reference} was purged here, and is not to come back");
        }

        _incident = new IncidentImport(incident);
        _lastNumber = Math.Max(_lastNumber, incident.Number);
    }

    private async ValueTask TakeAsync(ArchivedEvent happened, CancellationToken cancellationToken)
    {
        await Require(_incident is { } incident ? incident.Add(happened) : "an event stands above its incident").ConfigureAwait(false);
        if (_incident!.Events.Rows.Count >= EventsAtATime)
        {
            await dialect.WriteAsync(session, [], [_incident.Events], cancellationToken).ConfigureAwait(false);
            _incident.Events.Rows.Clear();
        }
    }

    private async ValueTask FinishIncidentAsync(CancellationToken cancellationToken)
    {
        if (_incident is not { } incident)
        {
            return;
        }

        await Require(incident.Check()).ConfigureAwait(false);
        var keys = new RowWrite(KeyRecord.Take);
        var writes = incident.Finish(keys).Where(write => write.Rows.Count > 0).ToList();
        await dialect.WriteAsync(session, [], writes, cancellationToken).ConfigureAwait(false);
        await Require(keys.Returned == keys.Rows.Count ? null : "an incident holds a key that another one holds").ConfigureAwait(false);
        _incident = null;
    }

    private async ValueTask TakeAsync(ArchivedPlaybook playbook, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(playbook.Body);
        if (Convert.ToHexStringLower(SHA256.HashData(body)) != playbook.Hash)
        {
            throw archive.Unreadable($"the playbook {playbook.Hash} does not have that hash");
        }

        await dialect.ExecuteAsync(
            session, "INSERT INTO {s}incident_playbooks (hash, body) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING", cancellationToken, playbook.Hash, body).ConfigureAwait(false);
    }

    private ValueTask TakeAsync(ArchivedNumbers numbers)
    {
        _lastNumber = Math.Max(_lastNumber, numbers.Last);
        return ValueTask.CompletedTask;
    }

    private async ValueTask TakeAsync(ArchivedKey key, CancellationToken cancellationToken)
    {
        await FinishIncidentAsync(cancellationToken).ConfigureAwait(false);
        var write = new RowWrite(KeyRecord.Take);
        write.Add(key.Id, TextValue.Clean(key.Key), null, key.LastHolder);
        await dialect.WriteAsync(session, [], [write], cancellationToken).ConfigureAwait(false);
        await Require(write.Returned == 1 ? null : "the key is held by an incident above").ConfigureAwait(false);
    }

    private async ValueTask TakeAsync(ArchivedSubject line, CancellationToken cancellationToken)
    {
        await FinishIncidentAsync(cancellationToken).ConfigureAwait(false);
        await Require(SubjectRecord.Check(line)).ConfigureAwait(false);
        var write = new RowWrite(SubjectRecord.Insert);
        SubjectRecord.Add(write, line);
        await dialect.WriteAsync(session, [], [write], cancellationToken).ConfigureAwait(false);
        await Require(write.Returned == 1 ? null : "the subject stands above already").ConfigureAwait(false);
    }

    private async ValueTask TakeAsync(ArchivedReceipt line, CancellationToken cancellationToken)
    {
        await FinishIncidentAsync(cancellationToken).ConfigureAwait(false);
        var write = new RowWrite(ReceiptRecord.Write);
        ReceiptRecord.Add(write, line);
        await dialect.WriteAsync(session, [], [write], cancellationToken).ConfigureAwait(false);
        await Require(write.Returned == 1 ? null : "the receipt stands above already").ConfigureAwait(false);
    }

    private async ValueTask TakeAsync(ArchivedCheckpoint line, CancellationToken cancellationToken)
    {
        await FinishIncidentAsync(cancellationToken).ConfigureAwait(false);
        var checkpoint = line.ToCheckpoint();
        await Require(new SignatureCheck([]).Check(checkpoint) is { } wrong ? $"checkpoint {line.Number}: {wrong.What}"
            : !checkpoint.PreviousHash.Span.SequenceEqual(_lastCheckpoint.Span) ? $"checkpoint {line.Number} does not follow the one before it"
            : null).ConfigureAwait(false);
        await CheckpointRecord.WriteAsync(dialect, session, checkpoint, cancellationToken).ConfigureAwait(false);
        _lastCheckpoint = checkpoint.Hash;
    }

    private async ValueTask TakeAsync(ArchivedTombstone line, CancellationToken cancellationToken)
    {
        await FinishIncidentAsync(cancellationToken).ConfigureAwait(false);
        var tombstone = line.ToTombstone();
        await Require(new SignatureCheck([]).Check(tombstone) is { } wrong ? $"the tombstone of {line.Reference}: {wrong.What}" : null).ConfigureAwait(false);
        var write = new RowWrite(TombstoneRecord.Write);
        TombstoneRecord.Add(write, tombstone);
        await dialect.WriteAsync(session, [], [write], cancellationToken).ConfigureAwait(false);
    }

    private ValueTask Require(string? wrong) => wrong is null ? ValueTask.CompletedTask : throw archive.Unreadable(wrong);
}
