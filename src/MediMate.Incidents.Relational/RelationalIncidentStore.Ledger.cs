using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <content>What makes the past hard to change, and shows it where somebody did.</content>
public sealed partial class RelationalIncidentStore
{
    /// <summary>The most incidents in one checkpoint.</summary>
    private const int CheckpointSize = 10_000;

    private static readonly Guid CheckpointLock = NameHash.Of("MediMate.Incidents/checkpoint");

    internal bool SignsCheckpoints => _signer is not null;

    internal TimeSpan CheckpointEvery => _options.CheckpointEvery;

    /// <summary>Writes a checkpoint over the incidents that changed since the last one, signed where a key is configured.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The checkpoint, to be kept elsewhere too; <see langword="null"/> where nothing changed.</returns>
    public ValueTask<StoreCheckpoint?> CheckpointAsync(CancellationToken cancellationToken = default) => WriteAsync(
        async session =>
        {
            // One node at a time: a checkpoint builds on the one before.
            await _dialect.LockNamesAsync(session, [CheckpointLock], wait: true, cancellationToken).ConfigureAwait(false);
            var entries = new List<CheckpointEntry>();
            await _dialect.QueryAsync(
                session,
                "SELECT id, version, head FROM {s}incidents WHERE checkpointed < version ORDER BY number LIMIT $1",
                reader => entries.Add(CheckpointRecord.ReadEntry(_dialect, reader)),
                cancellationToken,
                CheckpointSize).ConfigureAwait(false);
            return entries.Count == 0 ? null : await WriteCheckpointAsync(session, entries, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Looks at everything that is kept, as of one instant: hashes, personal values, snapshots, checkpoints, signatures.</summary>
    /// <param name="keys">The public keys with which checkpoints and tombstones were signed; none, and the store's own key is taken, if it has one.</param>
    /// <param name="known">A checkpoint that was kept elsewhere and must be in the store; it shows when the last ones were cut off.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What there is, and the first fault.</returns>
    public async ValueTask<StoreVerification> VerifyAsync(
        ImmutableArray<CheckpointVerifier> keys = default, StoreCheckpoint? known = null, CancellationToken cancellationToken = default)
    {
        using var own = _signer is null ? null : CheckpointVerifier.FromPem(_signer.PublicKeyPem);
        var verifiers = keys.IsDefaultOrEmpty ? own is null ? [] : [own] : keys;
        return await ReadAsync(
            async session =>
            {
                session.HasNoTimeout = true;
                await _dialect.BeginSnapshotAsync(session, cancellationToken).ConfigureAwait(false);
                return await new StoreVerifier(new RelationalLedger(_dialect, session), verifiers, known).VerifyAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<StoreCheckpoint?> WriteCheckpointAsync(Session session, List<CheckpointEntry> entries, CancellationToken cancellationToken)
    {
        var (number, previous) = (0L, EventChain.Start);
        await _dialect.QueryAsync(
            session,
            "SELECT number, hash FROM {s}incident_checkpoints ORDER BY number DESC LIMIT 1",
            reader => (number, previous) = (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)),
            cancellationToken).ConfigureAwait(false);
        var checkpoint = new StoreCheckpoint
        {
            Number = number + 1,
            At = _clock.Now,
            PreviousHash = previous,
            Entries = CheckpointRecord.Sorted(entries),
        };
        checkpoint = _signer is null ? checkpoint.Seal() : _signer.Sign(checkpoint);

        await CheckpointRecord.WriteAsync(_dialect, session, checkpoint, cancellationToken).ConfigureAwait(false);
        return checkpoint;
    }
}
