using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>The playbooks that this process has compiled: the current one, and those that open incidents started under.</summary>
internal sealed class PlaybookShelf(Playbook current, IIncidentStore store, HostParts parts) : IDisposable
{
    private readonly ConcurrentDictionary<string, CompiledPlaybook> _byHash = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _saving = new(1, 1);
    private bool _isSaved;

    public CompiledPlaybook Current { get; } = CompileCurrent(current, parts);

    public CompiledPlaybook? Find(string hash) => hash == Current.Hash ? Current : _byHash.GetValueOrDefault(hash);

    /// <summary>Keeps the current playbook in the store, before the first incident starts under it.</summary>
    public async ValueTask SaveCurrentAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _isSaved))
        {
            return;
        }

        // One does it for all: hundreds of first commands at once would each take a connection for it.
        await _saving.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isSaved)
            {
                await store.SavePlaybookAsync(Current.Hash, Current.CanonicalForm, cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _isSaved, true);
            }
        }
        finally
        {
            _saving.Release();
        }
    }

    /// <summary>Fetches a playbook from the store and compiles it.</summary>
    public async ValueTask LoadAsync(string hash, CancellationToken cancellationToken)
    {
        var bytes = await store.ReadPlaybookAsync(hash, cancellationToken).ConfigureAwait(false)
            ?? throw new IncidentStoreException($"MMI3005: the playbook {hash}, under which an incident started, is not in the store.");
        _byHash[hash] = CompiledPlaybook.Compile(PlaybookJson.Read(bytes.Span), parts);
    }

    private static CompiledPlaybook CompileCurrent(Playbook playbook, HostParts parts)
    {
        ImmutableArray<PlaybookFinding> findings = [.. parts.Check(playbook)];
        return findings.IsEmpty ? CompiledPlaybook.Compile(playbook, parts) : throw new PlaybookException(findings);
    }

    public void Dispose() => _saving.Dispose();
}
