namespace MediMate.Incidents.Testing;

/// <summary>A store for one check, on data of its own: <see cref="StoreConformance"/> makes one for each check that it runs.</summary>
/// <remarks>
/// The data are empty at first. <see cref="OpenAsync"/> opens them, and may be called again on the same data; disposing of this object throws
/// them away.
/// </remarks>
public abstract class StoreUnderTest : IAsyncDisposable
{
    /// <summary>Initializes a new instance of the <see cref="StoreUnderTest"/> class.</summary>
    protected StoreUnderTest()
    {
    }

    /// <summary>Makes a store under test that is opened once, for a store that keeps nothing beyond its own life.</summary>
    /// <param name="create">Makes an empty store.</param>
    /// <returns>The store under test. It cannot pass <see cref="StoreConformance.DurableChecks"/>: opened again, it is empty.</returns>
    public static StoreUnderTest Of(Func<IIncidentStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return new FreshStore(create);
    }

    /// <summary>Opens a store on the data of this check.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>
    /// The store. The first call gives an empty one. A further call gives another store object on the same data, as another node would, or this
    /// node after a restart. A store that can be disposed of is disposed of when the check is done with it.
    /// </returns>
    public abstract ValueTask<IIncidentStore> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Throws the data away: deletes the file, drops the schema.</summary>
    /// <returns>A task that ends when they are gone.</returns>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private sealed class FreshStore(Func<IIncidentStore> create) : StoreUnderTest
    {
        public override ValueTask<IIncidentStore> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(create());
    }
}
