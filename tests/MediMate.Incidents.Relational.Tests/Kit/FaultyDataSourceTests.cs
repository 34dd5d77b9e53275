using System.Data;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace MediMate.Incidents.Relational.Tests.Kit;

public sealed class FaultyDataSourceTests
{
    public static TheoryData<DatabaseKind> Databases => [.. Enum.GetValues<DatabaseKind>()];

    public static MatrixTheoryData<DatabaseKind, FaultKind> Faults => new(Enum.GetValues<DatabaseKind>(), Enum.GetValues<FaultKind>());

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Source_counts_what_reaches_the_database(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var source = new FaultyDataSource(database.Source);

        await Write(source, "one");

        Assert.Equal(["open", "execute", "begin", "execute", "commit"], source.Log);
        Assert.Equal(5, source.Calls);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_call_fails_where_it_is_told_to(DatabaseKind kind, FaultKind fault)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var source = new FaultyDataSource(database.Source);
        await Write(source, "first");
        source.Reset();
        await Write(source, "second");
        var calls = source.Log;

        for (var call = 1; call <= calls.Count; call++)
        {
            source.FailAt(call, fault);

            var thrown = await Assert.ThrowsAsync<InjectedFaultException>(() => Write(source, $"at {call}"));

            Assert.Equal((call, calls[call - 1], fault, true), (thrown.Call, thrown.Operation, thrown.Kind, thrown.IsTransient));
            Assert.Equal($"Injected fault at call {call} ({calls[call - 1]}): {fault}.", thrown.Message);
        }

        // Nothing but the commit, the last call, makes a row; and it makes one only where it took effect.
        source.Reset();
        string[] expected = fault is FaultKind.AnswerLost or FaultKind.LostAfter ? ["first", "second", $"at {calls.Count}"] : ["first", "second"];
        Assert.Equal(expected, await Notes(source));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_call_fails_where_it_is_told_to_when_nothing_is_awaited(DatabaseKind kind, FaultKind fault)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var source = new FaultyDataSource(database.Source);
        await Write(source, "first");
        source.Reset();
        WriteAtOnce(source, "second");
        var calls = source.Log;
        Assert.Equal(["open", "begin", "prepare", "execute", "execute", "execute", "next result", "save", "rollback to", "commit"], calls);

        for (var call = 1; call <= calls.Count; call++)
        {
            source.FailAt(call, fault);

            var thrown = Assert.Throws<InjectedFaultException>(() => WriteAtOnce(source, $"at {call}"));

            Assert.Equal((call, calls[call - 1], fault), (thrown.Call, thrown.Operation, thrown.Kind));
        }

        source.Reset();
        string[] expected = fault is FaultKind.AnswerLost or FaultKind.LostAfter ? ["first", "second", $"at {calls.Count}"] : ["first", "second"];
        Assert.Equal(expected, await Notes(source));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Connection_works_on_unless_it_was_lost(DatabaseKind kind, FaultKind fault)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var source = new FaultyDataSource(database.Source);
        await Write(source, "first");
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO note VALUES ('second')";
        source.FailAt(1, fault);

        await Assert.ThrowsAsync<InjectedFaultException>(() => command.ExecuteNonQueryAsync());

        if (fault is FaultKind.LostBefore or FaultKind.LostAfter)
        {
            Assert.Equal(ConnectionState.Closed, connection.State);
            await Assert.ThrowsAnyAsync<Exception>(() => command.ExecuteNonQueryAsync());
            await Assert.ThrowsAnyAsync<Exception>(() => transaction.CommitAsync());
            Assert.Equal(["first"], await Notes(source));
        }
        else
        {
            await transaction.CommitAsync();
            Assert.Equal(fault == FaultKind.Refused ? ["first"] : ["first", "second"], await Notes(source));
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Lost_connection_takes_a_transaction_with_it_that_was_begun_as_text(DatabaseKind kind, FaultKind fault)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var source = new FaultyDataSource(database.Source);
        await Write(source, "first");
        await using (var connection = await source.OpenConnectionAsync())
        {
            await Execute(connection, kind == DatabaseKind.Sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
            await Execute(connection, "INSERT INTO note VALUES ('second')");
            source.FailAt(1, fault);
            await Assert.ThrowsAsync<InjectedFaultException>(() => Execute(connection, "INSERT INTO note VALUES ('third')"));
            if (fault is FaultKind.Refused or FaultKind.AnswerLost)
            {
                await Execute(connection, "ROLLBACK");
            }
        }

        await Write(source, "fourth");
        Assert.Equal(["first", "fourth"], await Notes(source));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Open_that_failed_leaves_the_connection_closed_and_can_be_tried_again(DatabaseKind kind, FaultKind fault)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var source = new FaultyDataSource(database.Source);
        await using var connection = source.CreateConnection();
        source.FailAt(1, fault);

        await Assert.ThrowsAsync<InjectedFaultException>(() => connection.OpenAsync());
        Assert.Equal(ConnectionState.Closed, connection.State);

        await connection.OpenAsync();
        Assert.Equal(ConnectionState.Open, connection.State);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Reader_fails_at_the_next_result(DatabaseKind kind, FaultKind fault)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var source = new FaultyDataSource(database.Source);
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1; SELECT 2; SELECT 3";
        source.FailAt(3, fault);

        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        Assert.True(await reader.NextResultAsync());
        Assert.True(await reader.ReadAsync());
        Assert.Equal(2, reader.GetInt32(0));

        var thrown = await Assert.ThrowsAsync<InjectedFaultException>(() => reader.NextResultAsync());
        Assert.Equal("next result", thrown.Operation);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Reader_counts_rows_when_it_is_told_to(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var source = new FaultyDataSource(database.Source) { CountsRows = true };
        await using var command = source.CreateCommand("SELECT 1 UNION ALL SELECT 2");
        source.FailAt(4, FaultKind.LostBefore);

        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());

        await Assert.ThrowsAsync<InjectedFaultException>(() => reader.ReadAsync());
        Assert.Equal(["open", "execute", "read", "read"], source.Log);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Savepoints_pass_through(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var source = new FaultyDataSource(database.Source);
        await Write(source, "first");
        await using (var connection = await source.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            Assert.True(transaction.SupportsSavepoints);
            Assert.Same(connection, transaction.Connection);
            await transaction.SaveAsync("here");
            await Execute(connection, "INSERT INTO note VALUES ('second')", transaction);
            await transaction.RollbackAsync("here");
            await transaction.ReleaseAsync("here");
            await Execute(connection, "INSERT INTO note VALUES ('third')", transaction);
            await transaction.CommitAsync();
        }

        Assert.Equal(["first", "third"], await Notes(source));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Parameters_preparation_and_time_limits_pass_through(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var source = new FaultyDataSource(database.Source);
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT @text";
        command.CommandTimeout = 7;
        var parameter = command.CreateParameter();
        parameter.ParameterName = "text";
        parameter.DbType = DbType.String;
        parameter.Value = "as it is";
        command.Parameters.Add(parameter);
        await command.PrepareAsync();

        Assert.Equal("as it is", await command.ExecuteScalarAsync());
        Assert.Equal(7, ((FaultyCommand)command).Inner.CommandTimeout);
        Assert.Contains("prepare", source.Log);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Cancellation_passes_through(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var source = new FaultyDataSource(database.Source);
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.ExecuteScalarAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Typed_arrays_pass_through_to_PostgreSQL()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var source = new FaultyDataSource(database.Source);
        await using var command = source.CreateCommand("SELECT array_agg(upper(item)) FROM unnest($1, $2) AS rows(item, number) WHERE number > 1");
        command.Parameters.Add(new NpgsqlParameter { Value = (string[])["a", "b", "c"], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [1, 2, 3] });

        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        Assert.Equal(["B", "C"], await reader.GetFieldValueAsync<string[]>(0));
    }

    [Theory]
    [InlineData(FaultKind.Refused)]
    [InlineData(FaultKind.AnswerLost)]
    [InlineData(FaultKind.LostBefore)]
    [InlineData(FaultKind.LostAfter)]
    public async Task Batch_fails_as_one_call(FaultKind fault)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var source = new FaultyDataSource(database.Source);
        await Write(source, "first");
        await using (var connection = await source.OpenConnectionAsync())
        {
            Assert.True(connection.CanCreateBatch);
            await using var batch = connection.CreateBatch();
            foreach (var text in (string[])["second", "third"])
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = "INSERT INTO note VALUES ($1)";
                command.Parameters.Add(new NpgsqlParameter { Value = text });
                batch.BatchCommands.Add(command);
            }

            source.FailAt(1, fault);
            await Assert.ThrowsAsync<InjectedFaultException>(() => batch.ExecuteNonQueryAsync());
        }

        Assert.Equal(fault is FaultKind.Refused or FaultKind.LostBefore ? ["first"] : ["first", "second", "third"], await Notes(source));
    }

    [Fact]
    public async Task SQLite_offers_no_batches_here_either()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var source = new FaultyDataSource(database.Source);
        await using var connection = await source.OpenConnectionAsync();

        Assert.False(connection.CanCreateBatch);
    }

    [Fact]
    public async Task Lost_connection_is_gone_from_the_server()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var source = new FaultyDataSource(database.Source);
        await using var connection = await source.OpenConnectionAsync();
        var process = ((NpgsqlConnection)((FaultyConnection)connection).Inner).ProcessID;
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        source.FailAt(1, FaultKind.LostBefore);
        await Assert.ThrowsAsync<InjectedFaultException>(() => command.ExecuteScalarAsync());

        await connection.OpenAsync();

        Assert.NotEqual(process, ((NpgsqlConnection)((FaultyConnection)connection).Inner).ProcessID);
    }

    private static async Task Write(FaultyDataSource source, string text)
    {
        await using var connection = await source.OpenConnectionAsync();
        await Execute(connection, "CREATE TABLE IF NOT EXISTS note (text TEXT)");
        await using var transaction = await connection.BeginTransactionAsync();
        await Execute(connection, $"INSERT INTO note VALUES ('{text}')", transaction);
        await transaction.CommitAsync();
    }

    private static void WriteAtOnce(FaultyDataSource source, string text)
    {
        using var connection = source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO note VALUES ('{text}')";
        command.Prepare();
        command.ExecuteNonQuery();
        command.CommandText = "SELECT count(*) FROM note";
        command.ExecuteScalar();
        command.CommandText = "SELECT 1; SELECT 2";
        using (var reader = command.ExecuteReader())
        {
            reader.NextResult();
        }

        transaction.Save("here");
        transaction.Rollback("here");
        transaction.Commit();
    }

    private static async Task Execute(DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> Notes(FaultyDataSource source)
    {
        var notes = new List<string>();
        await using var command = source.CreateCommand("SELECT text FROM note");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            notes.Add(reader.GetString(0));
        }

        return notes;
    }
}
