namespace MediMate.Incidents.Tests;

/// <summary>Where a test keeps its incidents: in memory, or in whatever is derived from it.</summary>
internal class StorePlace : IAsyncDisposable
{
    private readonly InMemoryIncidentStore _store = new();

    /// <summary>Opens the store; another time the same incidents are in it.</summary>
    public virtual ValueTask<IIncidentStore> OpenAsync() => ValueTask.FromResult<IIncidentStore>(_store);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
