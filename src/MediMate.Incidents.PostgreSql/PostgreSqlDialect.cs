using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace MediMate.Incidents;

/// <summary>PostgreSQL: arrays carry many rows in one statement, a batch many statements in one round trip, and rows that others have locked are skipped.</summary>
internal sealed class PostgreSqlDialect(string schema, TimeSpan timeout) : Dialect(timeout)
{
    /// <summary>The first half of the engine's advisory locks: "MMI" in ASCII.</summary>
    private const int LockSpace = 0x4D4D49;

    private static readonly IReadOnlyList<Migration> AllMigrations = Migration.ReadAll(typeof(PostgreSqlDialect).Assembly);

    public override string Name => "PostgreSQL";

    public override bool HasOneWriter => false;

    public override IReadOnlyList<Migration> Migrations => AllMigrations;

    /// <summary>Gets the text that looks into the catalog itself: a name that was looked up before the lock may be remembered as missing.</summary>
    public override string SchemaExistsText =>
        $"SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = '{schema}' AND c.relname = 'incident_schema')";

    public override IReadOnlyList<string> SchemaStatements =>
    [
        $"CREATE SCHEMA IF NOT EXISTS {schema}",
        "CREATE TABLE IF NOT EXISTS {s}incident_schema (version integer PRIMARY KEY, name text NOT NULL)",
    ];

    public override async ValueTask<Session> OpenAsync(DbDataSource dataSource, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(Seconds));
        var opening = dataSource.OpenConnectionAsync(limit.Token).AsTask();
        try
        {
            // Not every step of the driver listens to the token.
            return new Session(await opening.WaitAsync(limit.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException exception)
        {
            _ = GiveBackAsync(opening);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"no connection within {Seconds} s", exception);
        }
    }

    public override async ValueTask LockSchemaAsync(Session session, CancellationToken cancellationToken) =>
        await ExecuteAsync(session, "SELECT pg_advisory_xact_lock($1, 0)", cancellationToken, LockSpace).ConfigureAwait(false);

    public override async ValueTask<IReadOnlySet<Guid>> LockNamesAsync(
        Session session, IReadOnlyCollection<Guid> names, bool wait, CancellationToken cancellationToken)
    {
        var locked = new HashSet<Guid>();
        if (names.Count > 0)
        {
            // In order: two nodes then never wait for each other crosswise.
            var sorted = names.Order().ToArray();
            var tries = wait ? "(pg_advisory_xact_lock($1, k.half) IS NULL)" : "pg_try_advisory_xact_lock($1, k.half)";
            await QueryAsync(
                session,
                $"SELECT k.id, {tries} FROM unnest($2::uuid[], $3::integer[]) WITH ORDINALITY AS k(id, half, place)",
                reader =>
                {
                    if (!wait && !reader.GetBoolean(1))
                    {
                        locked.Add(reader.GetGuid(0));
                    }
                },
                cancellationToken,
                LockSpace,
                sorted,
                Array.ConvertAll(sorted, name => BitConverter.ToInt32(name.ToByteArray(), 0))).ConfigureAwait(false);
        }

        return locked;
    }

    /// <summary>A little less than the statement's own time-out: the server shall say that it was a lock before we give up asking.</summary>
    public override async ValueTask LimitWaitAsync(Session session, CancellationToken cancellationToken) =>
        await ExecuteAsync(
            session, $"SET LOCAL lock_timeout = {Seconds * 900}", cancellationToken).ConfigureAwait(false);

    public override ValueTask BeginSnapshotAsync(Session session, CancellationToken cancellationToken) =>
        session.BeginAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public override async ValueTask RunAsync(Session session, IReadOnlyList<KeyedStatement> statements, bool wait, CancellationToken cancellationToken)
    {
        var batch = NewBatch(session);
        await using (batch.ConfigureAwait(false))
        {
            foreach (var statement in statements)
            {
                Add(batch, statement, wait);
            }

            await ReadAsync(batch, [.. statements.Select(statement => statement.OnRow)], cancellationToken).ConfigureAwait(false);
        }
    }

    public override async ValueTask WriteAsync(
        Session session, IReadOnlyList<KeyedStatement> first, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
    {
        var batch = NewBatch(session);
        await using (batch.ConfigureAwait(false))
        {
            foreach (var statement in first)
            {
                Add(batch, statement, wait: true);
            }

            foreach (var write in writes)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = Text(write.Write);
                for (var column = 0; column < write.Write.Columns.Length; column++)
                {
                    Add(command, ArrayOf(write, column));
                }

                batch.BatchCommands.Add(command);
            }

            await ReadAsync(
                batch,
                [
                    .. first.Select(_ => (Action<DbDataReader>?)null),
                    .. writes.Select(write => write.Write.Returns ? (Action<DbDataReader>)(_ => write.Returned++) : null),
                ],
                cancellationToken).ConfigureAwait(false);
        }
    }

    public override StoreFailure Classify(Exception exception) => exception switch
    {
        PostgresException { SqlState: { } state } => ClassifyState(state),
        NpgsqlException or SocketException or TimeoutException or IOException => StoreFailure.Away,
        DbException { IsTransient: true } => StoreFailure.Away,
        _ => StoreFailure.Fault,
    };

    /// <summary>A time-out is no lost connection: the server has had its time, and would be given it twice.</summary>
    public override bool IsLost(Session session, Exception exception) =>
        session.Connection.State != ConnectionState.Open && Classify(exception) == StoreFailure.Away && exception is not TimeoutException and not { InnerException: TimeoutException };

    public override void ForgetIdle(DbDataSource dataSource) => (dataSource as NpgsqlDataSource)?.Clear();

    /// <summary>An answer of the server is a no; anything else, for instance a connection that is gone, is no answer.</summary>
    public override bool IsCertainlyNotCommitted(Exception exception) =>
        exception is PostgresException { SqlState: { } state } && !state.StartsWith("08", StringComparison.Ordinal) && !state.StartsWith("57P", StringComparison.Ordinal);

    public override Guid ReadId(DbDataReader reader, int column) => reader.GetGuid(column);

    public override string NoneOf(string column, string value) => $"({column} IS NULL OR {column} <> ALL({value}))";

    public override object TextList(IEnumerable<string> texts) => texts.ToArray();

    public override object ToValue(object? value) => value ?? DBNull.Value;

    protected override void AddValue(DbCommand command, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.Value = ToValue(value);
        command.Parameters.Add(parameter);
    }

    protected override string TextOf(TableWrite write)
    {
        var values = string.Join(", ", write.Columns.Select((column, index) => $"${index + 1}::{TypeOf(column.Kind)}[]"));
        return Text($"INSERT INTO {{s}}{write.Table} ({write.ColumnList}) SELECT * FROM unnest({values}) {write.Tail}");
    }

    protected override string Finish(string text) => text
        .Replace("{s}", $"{schema}.", StringComparison.Ordinal)
        .Replace("{in}", "= ANY($1)", StringComparison.Ordinal)
        .Replace("{lock:wait}", "FOR UPDATE OF i", StringComparison.Ordinal)
        .Replace("{lock:skip}", "FOR UPDATE OF i SKIP LOCKED", StringComparison.Ordinal)
        .Replace("{claim}", "FOR UPDATE SKIP LOCKED", StringComparison.Ordinal);

    /// <summary>A connection that came too late goes back to its pool.</summary>
    private static async Task GiveBackAsync(Task<DbConnection> opening)
    {
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully)
        {
            await (await opening.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }

    private static StoreFailure ClassifyState(string state) => state switch
    {
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation => StoreFailure.Conflict,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled => StoreFailure.Busy,
        PostgresErrorCodes.ReadOnlySqlTransaction => StoreFailure.Full,
        _ when state.StartsWith("53", StringComparison.Ordinal) => state == PostgresErrorCodes.TooManyConnections ? StoreFailure.Away : StoreFailure.Full,
        _ when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal) => StoreFailure.Away,
        _ => StoreFailure.Fault,
    };

    private DbBatch NewBatch(Session session)
    {
        var batch = session.Connection.CreateBatch();
        batch.Transaction = session.Transaction;
        batch.Timeout = session.HasNoTimeout ? 0 : Seconds;
        return batch;
    }

    private void Add(DbBatch batch, KeyedStatement statement, bool wait)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = Text(statement.Text.Replace("{lock}", wait ? "{lock:wait}" : "{lock:skip}", StringComparison.Ordinal));
        if (statement.HasIds)
        {
            Add(command, statement.Ids.Order().ToArray());
        }

        foreach (var value in statement.Values)
        {
            Add(command, ToValue(value));
        }

        batch.BatchCommands.Add(command);
    }

    private static void Add(DbBatchCommand command, object value)
    {
        var parameter = command.CreateParameter();
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private static async ValueTask ReadAsync(DbBatch batch, IReadOnlyList<Action<DbDataReader>?> onRow, CancellationToken cancellationToken)
    {
        // Prepared once on each connection; after that this costs nothing.
        await batch.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            // Statements that return no rows have no result of their own.
            foreach (var take in onRow)
            {
                if (take is null)
                {
                    continue;
                }

                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    take(reader);
                }

                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            }

            // What went wrong in a later statement shows only when it is reached.
            while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
            {
            }
        }
    }

    private static string TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Id => "uuid",
        ColumnKind.Long => "bigint",
        ColumnKind.Int => "integer",
        ColumnKind.Bool => "boolean",
        ColumnKind.Text => "text",
        _ => "bytea",
    };

    private static object ArrayOf(RowWrite write, int column)
    {
        var rows = write.Rows;
        return write.Write.Columns[column].Kind switch
        {
            ColumnKind.Id => Fill(new Guid?[rows.Count]),
            ColumnKind.Long => Fill(new long?[rows.Count]),
            ColumnKind.Int => Fill(new int?[rows.Count]),
            ColumnKind.Bool => Fill(new bool?[rows.Count]),
            ColumnKind.Text => Fill(new string?[rows.Count]),
            _ => Fill(new byte[]?[rows.Count]),
        };

        T[] Fill<T>(T[] array)
        {
            for (var row = 0; row < array.Length; row++)
            {
                array[row] = (T)rows[row][column]!;
            }

            return array;
        }
    }
}
