namespace MediMate.Incidents.Tests;

/// <summary>Where a test keeps its incidents.</summary>
internal abstract class StorePlace : IAsyncDisposable
{
    /// <summary>Opens the store; another time the same incidents are in it.</summary>
    public abstract ValueTask<IIncidentStore> OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
