namespace MediMate.Incidents;

/// <summary>A heartbeat made of a function.</summary>
internal sealed class DelegateHeartbeat(IServiceProvider services, Func<IServiceProvider, CancellationToken, ValueTask> beat) : IEngineHeartbeat
{
    public ValueTask BeatAsync(CancellationToken cancellationToken) => beat(services, cancellationToken);
}
