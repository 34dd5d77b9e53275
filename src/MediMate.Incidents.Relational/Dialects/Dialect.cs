using System.Collections.Concurrent;
using System.Data.Common;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>What differs from database to database: how locks are taken, how many rows are written at once, what a failure means.</summary>
internal abstract class Dialect(TimeSpan timeout)
{
    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<TableWrite, string> _writes = [];

    /// <summary>Gets the name by which people know the database.</summary>
    public abstract string Name { get; }

    /// <summary>Gets a value indicating whether only one transaction can write at a time: then one session does all the writing.</summary>
    public abstract bool HasOneWriter { get; }

    /// <summary>Gets the migrations, oldest first, each with the name of its folder.</summary>
    public abstract IReadOnlyList<Migration> Migrations { get; }

    /// <summary>Gets the text that asks whether the engine's schema is there.</summary>
    public abstract string SchemaExistsText { get; }

    /// <summary>Gets the statements that make the place for the engine's tables, and the table of versions.</summary>
    public abstract IReadOnlyList<string> SchemaStatements { get; }

    /// <summary>Opens a session.</summary>
    public abstract ValueTask<Session> OpenAsync(DbDataSource dataSource, CancellationToken cancellationToken);

    /// <summary>Waits until no other node changes the schema, until the end of the transaction.</summary>
    public abstract ValueTask LockSchemaAsync(Session session, CancellationToken cancellationToken);

    /// <summary>Takes locks on names that have no row yet, until the end of the transaction.</summary>
    /// <returns>The names that another transaction has locked; none where it waited for them.</returns>
    public abstract ValueTask<IReadOnlySet<Guid>> LockNamesAsync(Session session, IReadOnlyCollection<Guid> names, bool wait, CancellationToken cancellationToken);

    /// <summary>Limits how long the transaction waits for locks.</summary>
    public abstract ValueTask LimitWaitAsync(Session session, CancellationToken cancellationToken);

    /// <summary>Begins to read everything as of one instant, while others go on writing.</summary>
    public abstract ValueTask BeginSnapshotAsync(Session session, CancellationToken cancellationToken);

    /// <summary>Runs statements about many ids, in as few round trips as the database allows.</summary>
    public abstract ValueTask RunAsync(Session session, IReadOnlyList<KeyedStatement> statements, bool wait, CancellationToken cancellationToken);

    /// <summary>Writes rows, in as few round trips as the database allows, and runs statements before them.</summary>
    public abstract ValueTask WriteAsync(Session session, IReadOnlyList<KeyedStatement> first, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken);

    /// <summary>Takes the next numbers for references, or gives the last ones back. What the transaction does not commit is given back.</summary>
    public async ValueTask<IReadOnlyList<long>> TakeNumbersAsync(Session session, int count, CancellationToken cancellationToken)
    {
        var last = 0L;
        await QueryAsync(
            session, "UPDATE {s}incident_numbers SET last = last + $1 RETURNING last", reader => last = reader.GetInt64(0), cancellationToken, count).ConfigureAwait(false);
        return count < 0 ? [] : [.. Enumerable.Range(1, count).Select(offset => last - count + offset)];
    }

    /// <summary>Runs one statement with values <c>$1</c>, <c>$2</c> and so on.</summary>
    /// <returns>How many rows it changed.</returns>
    public async ValueTask<int> ExecuteAsync(Session session, string text, CancellationToken cancellationToken, params object?[] values)
    {
        var command = session.Connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            Fill(session, command, text, values);
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks with values <c>$1</c>, <c>$2</c> and so on.</summary>
    public async ValueTask QueryAsync(Session session, string text, Action<DbDataReader> onRow, CancellationToken cancellationToken, params object?[] values)
    {
        var command = session.Connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            Fill(session, command, text, values);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    onRow(reader);
                }
            }
        }
    }

    /// <summary>Says what a failure means.</summary>
    public abstract StoreFailure Classify(Exception exception);

    /// <summary>Says whether work failed because its connection was lost, and may be done again at once on a new one.</summary>
    public virtual bool IsLost(Session session, Exception exception) => false;

    /// <summary>Throws away the connections that wait in the pool: what ended one of them has ended all.</summary>
    public virtual void ForgetIdle(DbDataSource dataSource)
    {
    }

    /// <summary>Says whether it is certain that a commit which failed so has changed nothing.</summary>
    public abstract bool IsCertainlyNotCommitted(Exception exception);

    /// <summary>Reads an id.</summary>
    public abstract Guid ReadId(DbDataReader reader, int column);

    /// <summary>Reads a whole number, of whatever size somebody wrote there past the store.</summary>
    public virtual int ReadInt(DbDataReader reader, int column) => reader.GetInt32(column);

    /// <summary>Writes the condition that a column is none of the texts of a value.</summary>
    public abstract string NoneOf(string column, string value);

    /// <summary>Gives texts the form of one value for <see cref="NoneOf"/>.</summary>
    public abstract object TextList(IEnumerable<string> texts);

    /// <summary>Finishes a text: <c>{s}</c> is where the tables are, <c>{lock}</c> and <c>{claim}</c> are how rows are locked.</summary>
    public string Text(string text) => _texts.GetOrAdd(text, static (raw, dialect) => dialect.Finish(raw), this);

    /// <summary>Gets the text of a write, which is made once.</summary>
    protected string Text(TableWrite write) => _writes.GetOrAdd(write, static (raw, dialect) => dialect.TextOf(raw), this);

    /// <summary>Makes the text of a write.</summary>
    protected abstract string TextOf(TableWrite write);

    /// <summary>Makes a value fit for the database.</summary>
    public abstract object ToValue(object? value);

    /// <summary>Adds a value to a command.</summary>
    protected abstract void AddValue(DbCommand command, object? value);

    /// <summary>Gets how long a statement may take.</summary>
    protected int Seconds { get; } = (int)Math.Ceiling(timeout.TotalSeconds);

    protected abstract string Finish(string text);

    private void Fill(Session session, DbCommand command, string text, object?[] values)
    {
        command.CommandText = Text(text);
        command.Transaction = session.Transaction;
        command.CommandTimeout = session.HasNoTimeout ? 0 : Seconds;
        foreach (var value in values)
        {
            AddValue(command, value is Instant instant ? Micros.Of(instant) : value);
        }
    }
}
