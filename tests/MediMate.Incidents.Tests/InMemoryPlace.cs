namespace MediMate.Incidents.Tests;

/// <summary>A test that keeps its incidents in memory.</summary>
internal sealed class InMemoryPlace : StorePlace
{
    private readonly InMemoryIncidentStore _store = new();

    public override ValueTask<IIncidentStore> OpenAsync() => ValueTask.FromResult<IIncidentStore>(_store);
}
