using System.Data.Common;

namespace MediMate.Incidents;

/// <summary>Loads and locks the subjects and receipts that a group of commands needs.</summary>
internal sealed class SubjectLoader(Dialect dialect, SubjectGroup group, bool wait)
{
    private const int Tally = (int)SubjectKind.SignalTally;

    /// <summary>Adds what loads them, after what locks the incidents.</summary>
    public void AddTo(List<KeyedStatement> statements, IReadOnlyList<PendingCommand> commands)
    {
        var named = commands.SelectMany(command => command.AlsoLocked.Count == 0 ? command.Request.Subjects : command.Request.Subjects.Concat(command.AlsoLocked));
        AddNamed(statements, [.. named]);
        AddTallies(statements, commands);
        foreach (var kind in commands.Select(command => command.Request.WithOpen).OfType<SubjectKind>().Distinct())
        {
            statements.Add(KeyedStatement.Plain(LoadTexts.OpenSubjects, reader => Read(reader, isLocked: dialect.HasOneWriter), (int)kind));
        }

        AddReceipts(statements, commands.Select(command => command.Request.Receipt).OfType<string>());
    }

    /// <inheritdoc cref="CommandLoader.LockAsync"/>
    public async ValueTask<bool> LockAsync(Session session, PendingCommand command, StoreDecision decision, CancellationToken cancellationToken)
    {
        List<SubjectChange> unlocked =
            [.. decision.Subjects.Where(change => group.Find(change.After.Name) is not { IsLocked: true } && !command.AlsoLocked.Contains(change.After.Name))];
        var seen = unlocked.Select(change => Seen(change.After.Name, command.Request)).ToList();
        var statements = new List<KeyedStatement>();
        AddLocking(statements, [.. unlocked.Select(change => change.After.Name)]);
        if (decision.Receipt is { } receipt && receipt.Key != command.Request.Receipt)
        {
            AddReceipts(statements, [receipt.Key]);
        }

        if (statements.Count == 0)
        {
            return true;
        }

        // Never waiting: other locks are held by now, and this one would be taken out of turn.
        await dialect.RunAsync(session, statements, wait: false, cancellationToken).ConfigureAwait(false);
        var isLocked = true;
        foreach (var (change, version) in unlocked.Zip(seen))
        {
            // What the decision has not seen needs no second one: its version is compared with the expected one. A subject that is new has
            // nothing to lock; whether it is new shows when it is written.
            var isFit = group.Find(change.After.Name) is { IsLocked: true } slot
                ? version is null || version == slot.Version
                : version is null or 0 && change.ExpectedVersion == 0;
            if (!isFit)
            {
                command.AlsoLocked.Add(change.After.Name);
                isLocked = false;
            }
        }

        return isLocked;
    }

    /// <summary>Gets the version in which a decision saw a subject; zero where it saw that there is none, nothing where it did not look.</summary>
    private long? Seen(SubjectName name, StoreRequest request) =>
        group.Find(name)?.Version ?? (request.WithOpen == name.Kind || request.Subjects.Contains(name) ? 0 : null);

    private static KeyedStatement Named(string text, SubjectKind kind, IEnumerable<Guid> ids, Action<DbDataReader> onRow) =>
        new(text, [.. ids.Distinct()], onRow) { Values = [(int)kind] };

    private void AddNamed(List<KeyedStatement> statements, IReadOnlyList<SubjectName> names)
    {
        AddLocking(statements, names);
        if (!wait)
        {
            // What is there and was not locked is locked by another transaction.
            statements.AddRange(names.GroupBy(name => name.Kind).Select(kind =>
                Named(LoadTexts.StoredSubjects, kind.Key, kind.Select(name => name.Id), reader => group.AddStored(NameOf(reader)))));
        }
    }

    private void AddLocking(List<KeyedStatement> statements, IReadOnlyList<SubjectName> names) =>
        statements.AddRange(names.GroupBy(name => name.Kind).OrderBy(kind => kind.Key).Select(kind =>
            Named(LoadTexts.Subjects, kind.Key, kind.Select(name => name.Id), reader => Read(reader, isLocked: true))));

    private void AddTallies(List<KeyedStatement> statements, IReadOnlyList<PendingCommand> commands)
    {
        var asking = commands.Where(command => command.Request.WithTallies).ToList();
        Add(LoadTexts.TalliesById, asking.SelectMany(command => new[] { command.Request.Id, command.Request.Beside }).OfType<IncidentId>().Select(id => id.Value));
        Add(LoadTexts.TalliesByKey, asking.Where(command => command.Request.Key is not null).Select(command => command.Key));
        Add(LoadTexts.TalliesByRow, asking.Where(command => command.Request.Row is not null).Select(command => command.Row));

        void Add(string text, IEnumerable<Guid> ids)
        {
            HashSet<Guid> asked = [.. ids];
            if (asked.Count > 0)
            {
                // The lock of the incident is theirs too.
                statements.Add(new KeyedStatement(text, asked, reader => Read(reader, isLocked: true)) { Values = [Tally] });
            }
        }
    }

    private void AddReceipts(List<KeyedStatement> statements, IEnumerable<string> keys)
    {
        var asked = keys.Distinct(StringComparer.Ordinal).ToDictionary(NameHash.Of);
        if (asked.Count > 0)
        {
            statements.Add(new KeyedStatement(
                ReceiptRecord.Select,
                asked.Keys,
                reader => group.Add(dialect.ReadId(reader, 0), ReceiptRecord.Read(dialect, reader, id => asked[id]))));
        }
    }

    private void Read(DbDataReader reader, bool isLocked) => group.Add(SubjectRecord.Read(dialect, reader, isLocked));

    private SubjectName NameOf(DbDataReader reader) => new() { Kind = (SubjectKind)reader.GetInt32(0), Id = dialect.ReadId(reader, 1) };
}
