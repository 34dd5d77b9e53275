namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>A place where stores keep everything, so that another one finds it there.</summary>
internal abstract class ModelPlace : IAsyncDisposable
{
    /// <summary>Opens another store on what is there.</summary>
    public abstract IIncidentStore Open();

    public abstract ValueTask DisposeAsync();
}
