using System.Collections.Concurrent;

namespace MediMate.Incidents;

/// <summary>The playbooks that this process has compiled: the current one, and those that open incidents started under.</summary>
internal sealed class PlaybookShelf(Playbook current, IIncidentStore store)
{
    private readonly ConcurrentDictionary<string, CompiledPlaybook> _byHash = new(StringComparer.Ordinal);
    private int _isSaved;

    public CompiledPlaybook Current { get; } = CompiledPlaybook.Compile(current);

    public CompiledPlaybook? Find(string hash) => hash == Current.Hash ? Current : _byHash.GetValueOrDefault(hash);

    /// <summary>Keeps the current playbook in the store, before the first incident starts under it.</summary>
    public async ValueTask SaveCurrentAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _isSaved) == 0)
        {
            await store.SavePlaybookAsync(Current.Hash, Current.CanonicalForm, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _isSaved, 1);
        }
    }

    /// <summary>Fetches a playbook from the store and compiles it.</summary>
    public async ValueTask LoadAsync(string hash, CancellationToken cancellationToken)
    {
        var bytes = await store.ReadPlaybookAsync(hash, cancellationToken).ConfigureAwait(false)
            ?? throw new IncidentStoreException($"MMI3005: the playbook {hash}, under which an incident started, is not in the store.");
        _byHash[hash] = CompiledPlaybook.Compile(PlaybookJson.Read(bytes.Span));
    }
}
