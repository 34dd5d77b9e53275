using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Tests;
using MediMate.Incidents.Tests.Notifications;

namespace MediMate.Incidents.Relational.Tests.Stores;

/// <summary>Tokens over a file.</summary>
public sealed class AcknowledgementTokensOnSqliteTests() : AcknowledgementTokensOnDurableStores(DatabaseKind.Sqlite);

/// <summary>Tokens over a server.</summary>
public sealed class AcknowledgementTokensOnPostgreSqlTests() : AcknowledgementTokensOnDurableStores(DatabaseKind.PostgreSql);

public abstract class AcknowledgementTokensOnDurableStores(DatabaseKind kind) : AcknowledgementTokensOnAnyStore, IAsyncDisposable
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
