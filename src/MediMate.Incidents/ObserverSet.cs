using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace MediMate.Incidents;

/// <summary>Tells the host's observers of commits, in their order.</summary>
internal sealed class ObserverSet(IEnumerable<IIncidentObserver> observers, ILogger<ObserverSet> logger) : IDisposable
{
    private readonly ImmutableArray<IIncidentObserver> _observers = [.. observers];
    private readonly SemaphoreSlim _order = new(1, 1);

    public bool IsEmpty => _observers.IsEmpty;

    /// <summary>Enters the order: a commit and its telling are one, so that no later commit is told first.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _order.WaitAsync(cancellationToken);

    public void Leave() => _order.Release();

    public void Dispose() => _order.Dispose();

    public void Tell(IncidentCommit commit)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.OnCommitted(commit);
            }
#pragma warning disable CA1031 // A host's observer may throw anything; the commit stands.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                EngineLog.ObserverFailed(logger, exception, observer.GetType().Name);
            }
        }
    }
}
