using MediMate.Incidents.Tests;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A database in which a test of any store keeps its incidents.</summary>
internal sealed class DurablePlace(DatabaseKind kind) : StorePlace
{
    private DurableStore? _durable;

    public override async ValueTask<IIncidentStore> OpenAsync() => (_durable ??= await DurableStore.CreateAsync(kind)).Open();

    public override async ValueTask DisposeAsync()
    {
        if (_durable is not null)
        {
            await _durable.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
