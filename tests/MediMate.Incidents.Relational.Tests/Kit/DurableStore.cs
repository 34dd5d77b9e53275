using MediMate.Incidents.Testing;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A store in a fresh database of either kind, which can be opened again and again.</summary>
internal sealed class DurableStore : StoreUnderTest
{
    private readonly SqliteFile? _file;
    private readonly string? _connectionString;
    private readonly List<RelationalIncidentStore> _opened = [];

    private DurableStore(SqliteFile? file, string? connectionString, string schema)
    {
        _file = file;
        _connectionString = connectionString;
        Options = new RelationalStoreOptions { Schema = schema };
    }

    public RelationalStoreOptions Options { get; }

    public static async Task<DurableStore> CreateAsync(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            return new DurableStore(new SqliteFile(), connectionString: null, "incidents");
        }

        var (connectionString, schema) = await PostgreSql.RequireSchemaAsync();
        return new DurableStore(file: null, connectionString, schema);
    }

    public RelationalIncidentStore Open(TimeProvider? timeProvider = null)
    {
        var store = _file is not null
            ? SqliteStore.Open(_file.Path, Options, timeProvider)
            : PostgreSqlStore.Open(_connectionString!, Options, timeProvider);
        _opened.Add(store);
        return store;
    }

    public override ValueTask<IIncidentStore> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IIncidentStore>(Open());

    public override async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
        {
            await store.DisposeAsync();
        }

        _file?.Dispose();
        await base.DisposeAsync();
    }
}
