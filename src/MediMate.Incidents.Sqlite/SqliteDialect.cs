using System.Data;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MediMate.Incidents;

/// <summary>SQLite: one writer at a time, no round trips to save, so each row is a call of a statement that was prepared once.</summary>
internal sealed class SqliteDialect(TimeSpan timeout) : Dialect(timeout)
{
    private static readonly IReadOnlyList<Migration> AllMigrations = Migration.ReadAll(typeof(SqliteDialect).Assembly);
    private static readonly IReadOnlySet<Guid> None = new HashSet<Guid>();

    /// <summary>A statement about no ids runs once.</summary>
    private static readonly IReadOnlyCollection<Guid> NoId = [Guid.Empty];

    public override string Name => "SQLite";

    public override bool HasOneWriter => true;

    public override IReadOnlyList<Migration> Migrations => AllMigrations;

    public override string SchemaExistsText => "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'incident_schema'";

    public override IReadOnlyList<string> SchemaStatements =>
        ["CREATE TABLE IF NOT EXISTS incident_schema (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"];

    public override async ValueTask<Session> OpenAsync(DbDataSource dataSource, CancellationToken cancellationToken)
    {
        var session = new Session(await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false));
        try
        {
            // Every commit is on the disk before it is acknowledged; readers and the writer do not hold each other. Who may only read leaves the file as it is.
            if (!IsReadOnly(session.Connection))
            {
                await ExecuteAsync(session, "PRAGMA journal_mode = WAL", cancellationToken).ConfigureAwait(false);
            }

            await ExecuteAsync(session, "PRAGMA synchronous = FULL", cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The transaction is the only one that writes: it needs no other lock.</summary>
    public override ValueTask LockSchemaAsync(Session session, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override ValueTask<IReadOnlySet<Guid>> LockNamesAsync(Session session, IReadOnlyCollection<Guid> names, bool wait, CancellationToken cancellationToken) =>
        ValueTask.FromResult(None);

    /// <summary>The wait is for the whole file, and the command's time-out limits it.</summary>
    public override ValueTask LimitWaitAsync(Session session, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>A transaction that only reads: it sees the file as it was at its first look, and holds up nobody.</summary>
    public override ValueTask BeginSnapshotAsync(Session session, CancellationToken cancellationToken) =>
        session.BeginAsync(IsolationLevel.ReadUncommitted, cancellationToken);

    public override async ValueTask RunAsync(Session session, IReadOnlyList<KeyedStatement> statements, bool wait, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
        {
            var text = Text(statement.Text);
            foreach (var id in statement.HasIds ? statement.Ids : NoId)
            {
                var ids = statement.HasIds ? 1 : 0;
                var command = Command(session, text, ids + statement.Values.Count);
                for (var i = 0; i < ids; i++)
                {
                    command.Parameters[i].Value = ToValue(id);
                }

                for (var i = 0; i < statement.Values.Count; i++)
                {
                    command.Parameters[ids + i].Value = ToValue(statement.Values[i]);
                }

                if (statement.OnRow is not { } onRow)
                {
                    await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                    continue;
                }

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
    }

    public override async ValueTask WriteAsync(
        Session session, IReadOnlyList<KeyedStatement> first, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
    {
        await RunAsync(session, first, wait: true, cancellationToken).ConfigureAwait(false);
        foreach (var write in writes)
        {
            var columns = write.Write.Columns.Length;
            var text = Text(write.Write);
            foreach (var row in write.Rows)
            {
                var command = Command(session, text, columns);
                for (var column = 0; column < columns; column++)
                {
                    command.Parameters[column].Value = ToValue(row[column]);
                }

                if (!write.Write.Returns)
                {
                    await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                }
                else if (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null)
                {
                    write.Returned++;
                }
            }
        }
    }

    public override StoreFailure Classify(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } => StoreFailure.Busy,
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_READONLY or raw.SQLITE_IOERR } => StoreFailure.Full,
        SqliteException { SqliteErrorCode: raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_NOMEM } => StoreFailure.Away,
        DbException { IsTransient: true } => StoreFailure.Away,
        _ => StoreFailure.Fault,
    };

    /// <summary>With the disk full, the mark of the commit is not written; after another failure of the disk it may be.</summary>
    public override bool IsCertainlyNotCommitted(Exception exception) => exception is SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_BUSY };

    public override Guid ReadId(DbDataReader reader, int column) => new(reader.GetFieldValue<byte[]>(column), bigEndian: true);

    /// <summary>A column holds any number: the hash shall tell that it is wrong, not the reading.</summary>
    public override int ReadInt(DbDataReader reader, int column) => (int)Math.Clamp(reader.GetInt64(column), int.MinValue, int.MaxValue);

    public override string NoneOf(string column, string value) => $"({column} IS NULL OR {column} NOT IN (SELECT value FROM json_each({value})))";

    public override object TextList(IEnumerable<string> texts) => JsonSerializer.Serialize(texts.ToArray(), IncidentJson.Context.StringArray);

    public override object ToValue(object? value) => value switch
    {
        null => DBNull.Value,
        Guid id => id.ToByteArray(bigEndian: true),
        bool isTrue => isTrue ? 1L : 0L,
        _ => value,
    };

    protected override void AddValue(DbCommand command, object? value)
    {
        var parameter = Add(command);
        parameter.Value = ToValue(value);
    }

    protected override string TextOf(TableWrite write)
    {
        var values = string.Join(", ", Enumerable.Range(1, write.Columns.Length).Select(number => $"${number}"));
        return Text($"INSERT INTO {write.Table} ({write.ColumnList}) VALUES ({values}) {write.Tail}");
    }

    protected override string Finish(string text) => text
        .Replace("{s}", string.Empty, StringComparison.Ordinal)
        .Replace("{in}", "= $1", StringComparison.Ordinal)
        .Replace("{lock}", string.Empty, StringComparison.Ordinal)
        .Replace("{claim}", string.Empty, StringComparison.Ordinal);

    private DbCommand Command(Session session, string text, int parameters) => session.Prepared(text, command =>
    {
        command.CommandTimeout = Seconds;
        for (var i = 0; i < parameters; i++)
        {
            Add(command);
        }
    });

    private static bool IsReadOnly(DbConnection connection) =>
        connection.ConnectionString.Contains("Mode=ReadOnly", StringComparison.OrdinalIgnoreCase);

    private static DbParameter Add(DbCommand command)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"${command.Parameters.Count + 1}";
        command.Parameters.Add(parameter);
        return parameter;
    }
}
