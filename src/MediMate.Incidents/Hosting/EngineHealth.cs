using System.Collections.Concurrent;

namespace MediMate.Incidents;

/// <summary>How the engine's loops fare: what the health check and the heartbeat tell.</summary>
internal sealed class EngineHealth
{
    private readonly ConcurrentDictionary<string, Exception> _failing = new(StringComparer.Ordinal);

    /// <summary>When each loop was last at work, by a clock that does not jump.</summary>
    private readonly ConcurrentDictionary<string, long> _lastAtWork = new(StringComparer.Ordinal);

    /// <summary>Gets the loops whose last round failed, each with its failure.</summary>
    public IReadOnlyCollection<KeyValuePair<string, Exception>> Failing => [.. _failing];

    public void Succeeded(string loop) => _failing.TryRemove(loop, out _);

    public void Failed(string loop, Exception exception) => _failing[loop] = exception;

    /// <summary>Records that a loop, one that is never long without a round, is at work.</summary>
    public void IsAtWork(string loop, TimeProvider time) => _lastAtWork[loop] = time.GetTimestamp();

    /// <summary>Finds a loop that fails, or has not been at work for longer than it may.</summary>
    /// <returns>The loop; <see langword="null"/> when all work.</returns>
    public string? FindStopped(TimeProvider time, TimeSpan longest) => _lastAtWork
        .Where(loop => _failing.ContainsKey(loop.Key) || time.GetElapsedTime(loop.Value) > longest)
        .Select(loop => loop.Key)
        .Order(StringComparer.Ordinal)
        .FirstOrDefault();
}
