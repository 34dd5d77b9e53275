namespace MediMate.Incidents;

/// <summary>Tells somebody outside that the engine lives: another host whose engine watches, or a service that does.</summary>
/// <remarks>Called from one thread at a time, and not again before the last call has ended.</remarks>
public interface IEngineHeartbeat
{
    /// <summary>Gives one beat.</summary>
    /// <param name="cancellationToken">Cancelled when the next beat is near, or the host stops: a call that goes on is left alone.</param>
    /// <returns>A task that ends when the watcher was told.</returns>
    ValueTask BeatAsync(CancellationToken cancellationToken);
}
