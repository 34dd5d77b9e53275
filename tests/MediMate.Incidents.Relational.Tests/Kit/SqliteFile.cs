using Microsoft.Data.Sqlite;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A SQLite database in a folder of its own, which goes with its test.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incidents-");

    public SqliteFile()
    {
        Path = System.IO.Path.Combine(_folder.FullName, "incidents.db");
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = Path }.ConnectionString;
    }

    /// <summary>Gets where the file is, or will be when somebody opens the database.</summary>
    public string Path { get; }

    public string ConnectionString { get; }

    public void Dispose()
    {
        // A pool would keep the file open. There is a pool for each connection string, and a test may have varied ours: all are cleared. Those
        // of other tests open their files again when they need them.
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
