using Microsoft.Data.Sqlite;

namespace MediMate.Incidents.Relational.Tests.Kit;

public sealed class SqliteFileTests
{
    [Fact]
    public async Task Files_are_apart()
    {
        using var first = new SqliteFile();
        using var second = new SqliteFile();

        await Execute(first, "CREATE TABLE note (text TEXT)");

        await Assert.ThrowsAsync<SqliteException>(() => Execute(second, "SELECT * FROM note"));
    }

    [Fact]
    public async Task Nothing_is_left_of_a_file_when_it_is_disposed_of()
    {
        var file = new SqliteFile();
        await Execute(file, "PRAGMA journal_mode = WAL; CREATE TABLE note (text TEXT)");
        Assert.True(File.Exists(file.Path + "-wal")); // The connection waits in its pool.

        file.Dispose();

        Assert.False(Directory.Exists(Path.GetDirectoryName(file.Path)));
    }

    private static async Task Execute(SqliteFile file, string sql)
    {
        await using var connection = new SqliteConnection(file.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
