namespace MediMate.Incidents;

/// <summary>Loads and locks what a group of commands needs, in one round trip, and in a second one what only showed in the first.</summary>
internal sealed class CommandLoader(Dialect dialect, Session session, SnapshotMemory memory, bool wait)
{
    private readonly List<IncidentRow> _found = [];

    /// <summary>Loads.</summary>
    /// <returns>The working memory, and the names that other transactions have locked.</returns>
    public async ValueTask<(CommandGroup Group, IReadOnlySet<Guid> Locked)> LoadAsync(IReadOnlyList<PendingCommand> commands, CancellationToken cancellationToken)
    {
        var group = new CommandGroup();
        HashSet<Guid> ids = [.. commands.SelectMany(command => new[] { command.Request.Id, command.Request.Beside }).OfType<IncidentId>().Select(id => id.Value)];
        HashSet<Guid> keys =
        [
            .. commands.Where(command => command.Request.Key is not null).Select(command => command.Key),
            .. commands.Where(command => command.Request.AlsoKey is not null).Select(command => command.AlsoKey),
        ];
        HashSet<Guid> rows = [.. commands.Where(command => command.Request.Row is not null).Select(command => command.Row)];

        HashSet<Guid> bundles = [.. commands.Where(command => command.Request.Bundle is not null).Select(command => command.Bundle)];

        // A key that nobody ever held has no row to lock: its name is locked instead.
        var locked = await dialect.LockNamesAsync(session, keys, wait, cancellationToken).ConfigureAwait(false);
        var statements = new List<KeyedStatement>();
        AddLoading(statements, LoadTexts.ByBundle, bundles);
        AddLoading(statements, LoadTexts.ById, ids);
        AddLoading(statements, LoadTexts.ByKey, keys);
        AddLoading(statements, LoadTexts.ByRow, rows);
        AddKeys(statements, keys, group);
        AddIfAny(statements, new KeyedStatement(LoadTexts.Rows, rows, reader => group.Add(OutboxRecord.Read(reader))));
        AddIfAny(statements, new KeyedStatement(LoadTexts.Bundled, bundles, reader => group.AddBundled((OutboxMessage)OutboxRecord.Read(reader))));
        new SubjectLoader(dialect, group.Subjects, wait).AddTo(statements, commands);
        if (statements.Count > 0)
        {
            await dialect.RunAsync(session, statements, wait, cancellationToken).ConfigureAwait(false);
        }

        await CompleteAsync(group, cancellationToken).ConfigureAwait(false);
        await LoadHoldersAsync(commands, group, keys, cancellationToken).ConfigureAwait(false);
        return (group, locked);
    }

    /// <summary>Loads incidents that a decision changes although its request did not name them.</summary>
    public async ValueTask LoadAsync(CommandGroup group, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var statements = new List<KeyedStatement>();
        AddLoading(statements, LoadTexts.ById, ids);
        await dialect.RunAsync(session, statements, wait, cancellationToken).ConfigureAwait(false);
        await CompleteAsync(group, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Locks subjects that a decision changes and nobody has locked yet, and loads a receipt that it replaces. It waits for nobody.</summary>
    /// <returns><see langword="false"/> when one of them changed meanwhile, or another transaction has it: the decision does not count.</returns>
    public ValueTask<bool> LockAsync(CommandGroup group, PendingCommand command, StoreDecision decision, CancellationToken cancellationToken) =>
        new SubjectLoader(dialect, group.Subjects, wait).LockAsync(session, command, decision, cancellationToken);

    /// <summary>Loads the holders of the keys of reopening incidents: which keys these are showed only when the incidents were loaded.</summary>
    private async ValueTask LoadHoldersAsync(
        IReadOnlyList<PendingCommand> commands, CommandGroup group, HashSet<Guid> known, CancellationToken cancellationToken)
    {
        HashSet<Guid> keys =
        [
            .. commands.Where(command => command.Request.WithKeyHolders)
                .SelectMany(command => new[] { OwnerOf(command, group), command.Request.Beside is { } beside ? group.Find(beside) : null })
                .OfType<IncidentSlot>()
                .SelectMany(owner => owner.Snapshot.Keys.Select(key => NameHash.Of(key.Key)))
                .Where(key => !known.Contains(key)),
        ];
        if (keys.Count == 0)
        {
            return;
        }

        var statements = new List<KeyedStatement>();
        AddLoading(statements, LoadTexts.ByKey, keys);
        AddKeys(statements, keys, group);
        await dialect.RunAsync(session, statements, wait, cancellationToken).ConfigureAwait(false);
        await CompleteAsync(group, cancellationToken).ConfigureAwait(false);
    }

    private static IncidentSlot? OwnerOf(PendingCommand command, CommandGroup group)
    {
        var key = command.Request.Key is null ? null : group.FindKey(command.Key);
        var id = key is null ? command.Request.Id : new IncidentId(key.Holder ?? key.LastHolder);
        return id is { } known ? group.Find(known) : null;
    }

    /// <summary>Makes whole incidents of the rows that were read.</summary>
    private async ValueTask CompleteAsync(CommandGroup group, CancellationToken cancellationToken)
    {
        var whole = await SnapshotLoader.LoadAsync(dialect, session, [.. _found], memory, cancellationToken).ConfigureAwait(false);
        foreach (var (stored, snapshot) in whole)
        {
            group.Add(new IncidentSlot
            {
                Id = stored.Id,
                Number = stored.Number,
                Snapshot = snapshot,
                Version = stored.Version,
                Head = stored.Head,
                Holding = stored.Holding,
                NextDueAt = stored.NextDueAt,
                HasParts = stored.HasParts,
            });
        }

        _found.Clear();
    }

    private void AddLoading(List<KeyedStatement> statements, string text, IReadOnlyCollection<Guid> ids) =>
        AddIfAny(statements, new KeyedStatement(text, ids, reader => _found.Add(IncidentRecord.Read(dialect, reader))));

    private void AddKeys(List<KeyedStatement> statements, IReadOnlyCollection<Guid> keys, CommandGroup group) => AddIfAny(
        statements,
        new KeyedStatement(
            LoadTexts.Keys,
            keys,
            reader => group.Add(dialect.ReadId(reader, 0), new KeySlot(reader.IsDBNull(1) ? null : dialect.ReadId(reader, 1), dialect.ReadId(reader, 2)))));

    private static void AddIfAny(List<KeyedStatement> statements, KeyedStatement statement)
    {
        if (statement.Ids.Count > 0)
        {
            statements.Add(statement);
        }
    }
}
