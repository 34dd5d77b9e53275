using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Tests;
using MediMate.Incidents.Tests.Signals;

namespace MediMate.Incidents.Relational.Tests.Stores;

/// <summary>Hostile input in a file.</summary>
public sealed class HostileInputOnSqliteTests() : HostileInputOnDurableStores(DatabaseKind.Sqlite);

/// <summary>Hostile input on a server.</summary>
public sealed class HostileInputOnPostgreSqlTests() : HostileInputOnDurableStores(DatabaseKind.PostgreSql);

public abstract class HostileInputOnDurableStores(DatabaseKind kind) : HostileInputOnAnyStore, IAsyncDisposable
{
    private DurableStore? _durable;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_durable is not null)
        {
            await _durable.DisposeAsync();
        }
    }

    private protected override async ValueTask<Engine> NewEngineAsync()
    {
        _durable = await DurableStore.CreateAsync(kind);
        return new Engine(configure: incidents => incidents.UseStore(_durable.Open()));
    }
}
