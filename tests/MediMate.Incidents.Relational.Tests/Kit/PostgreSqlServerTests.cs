using System.Diagnostics;
using Npgsql;

namespace MediMate.Incidents.Relational.Tests.Kit;

public sealed class PostgreSqlServerTests
{
    [Fact]
    public async Task Databases_are_apart()
    {
        await using var first = NpgsqlDataSource.Create(await PostgreSql.RequireAsync());
        await using var second = NpgsqlDataSource.Create(await PostgreSql.RequireAsync());

        await Execute(first, "CREATE TABLE note (text text)");

        Assert.Equal(0L, await Scalar(second, "SELECT count(*) FROM pg_tables WHERE tablename = 'note'"));
    }

    [Fact]
    public async Task Shared_server_writes_to_the_disk_and_takes_two_hundred_connections()
    {
        await using var source = NpgsqlDataSource.Create(await PostgreSql.RequireAsync());

        Assert.Equal("on", await Scalar(source, "SHOW fsync"));
        Assert.Equal("200", await Scalar(source, "SHOW max_connections"));
    }

    [Fact]
    public async Task What_was_committed_is_there_after_a_crash_a_kill_and_a_stop()
    {
        await using var server = await PostgreSql.RequireServerAsync();
        await using var source = NpgsqlDataSource.Create(await server.CreateDatabaseAsync());
        await Execute(source, "CREATE TABLE note (text text)");

        await Execute(source, "INSERT INTO note VALUES ('before the crash')");
        await server.RestartImmediateAsync();
        source.Clear();

        await Execute(source, "INSERT INTO note VALUES ('before the kill')");
        await server.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Scalar(source, "SELECT 1"));
        await server.StartAsync();
        source.Clear();

        await Execute(source, "INSERT INTO note VALUES ('before the stop')");
        await server.StopAsync();
        source.Clear();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Scalar(source, "SELECT 1"));
        await server.StartAsync();

        Assert.Equal("before the crash, before the kill, before the stop", await Scalar(source, "SELECT string_agg(text, ', ') FROM note"));
    }

    [Fact]
    public async Task What_was_not_committed_is_gone_after_a_kill()
    {
        await using var server = await PostgreSql.RequireServerAsync();
        await using var source = NpgsqlDataSource.Create(await server.CreateDatabaseAsync());
        await Execute(source, "CREATE TABLE note (text text)");
        await using (var connection = await source.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO note VALUES ('lost')";
            await command.ExecuteNonQueryAsync();

            await server.KillAsync();
            await server.StartAsync();
        }

        source.Clear();
        Assert.Equal(0L, await Scalar(source, "SELECT count(*) FROM note"));
    }

    [Fact]
    public async Task Nothing_is_left_when_a_server_is_disposed_of()
    {
        var server = await PostgreSql.RequireServerAsync(fsync: false);
        var process = server.ProcessId;
        await using (var source = NpgsqlDataSource.Create(await server.CreateDatabaseAsync()))
        {
            Assert.Equal("off", await Scalar(source, "SHOW fsync"));
        }

        await server.DisposeAsync();

        Assert.False(Directory.Exists(server.Folder));
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(process));
    }

    [Fact]
    public async Task Nothing_is_left_when_a_killed_server_is_disposed_of()
    {
        var server = await PostgreSql.RequireServerAsync(fsync: false);
        await server.KillAsync();

        await server.DisposeAsync();

        Assert.False(Directory.Exists(server.Folder));
    }

    [Fact]
    public async Task Servers_do_not_meet()
    {
        await using var first = await PostgreSql.RequireServerAsync(fsync: false);
        await using var second = await PostgreSql.RequireServerAsync(fsync: false);

        await first.StopAsync();

        await using var source = NpgsqlDataSource.Create(await second.CreateDatabaseAsync());
        Assert.Equal(1, await Scalar(source, "SELECT 1"));
    }

    private static async Task Execute(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> Scalar(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
