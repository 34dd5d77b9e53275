using System.Data;
using System.Data.Common;

namespace MediMate.Incidents;

/// <summary>A connection with the commands that were prepared on it. Used by one caller at a time.</summary>
internal sealed class Session(DbConnection connection) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);

    public DbConnection Connection { get; } = connection;

    public DbTransaction? Transaction { get; private set; }

    /// <summary>Gets or sets a value indicating whether statements may take as long as they need: for work on the whole store.</summary>
    public bool HasNoTimeout { get; set; }

    /// <summary>Gets a value indicating whether a commit was tried: from then on, work cannot simply be done again.</summary>
    public bool HasTriedToCommit { get; private set; }

    public async ValueTask BeginAsync(CancellationToken cancellationToken) =>
        Transaction = await Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Begins to read the database as it is at one instant.</summary>
    public async ValueTask BeginAsync(IsolationLevel level, CancellationToken cancellationToken) =>
        Transaction = await Connection.BeginTransactionAsync(level, cancellationToken).ConfigureAwait(false);

    /// <summary>Commits. After a failure nothing is known of the outcome but by looking.</summary>
    public async ValueTask CommitAsync()
    {
        // Not to be given up half-way: who gives up now would not know what became of it.
        HasTriedToCommit = true;
        await Transaction!.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        await EndAsync().ConfigureAwait(false);
    }

    /// <summary>Rolls back, if anything is there to roll back.</summary>
    public async ValueTask EndAsync()
    {
        if (Transaction is { } transaction)
        {
            Transaction = null;
            await transaction.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Gets the command with this text, prepared the first time.</summary>
    public DbCommand Prepared(string text, Action<DbCommand> prepare)
    {
        if (!_prepared.TryGetValue(text, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = text;
            prepare(command);
            _prepared.Add(text, command);
        }

        command.Transaction = Transaction;
        return command;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _prepared.Values)
        {
            await command.DisposeAsync().ConfigureAwait(false);
        }

        _prepared.Clear();
        try
        {
            await EndAsync().ConfigureAwait(false);
        }
        catch (DbException)
        {
            // The connection is lost; with it, what was not committed.
        }
        finally
        {
            await Connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
