using System.Collections.Concurrent;

namespace MediMate.Incidents;

/// <summary>How the engine's loops fare: what the health check tells.</summary>
internal sealed class EngineHealth
{
    private readonly ConcurrentDictionary<string, Exception> _failing = new(StringComparer.Ordinal);

    /// <summary>Gets the loops whose last round failed, each with its failure.</summary>
    public IReadOnlyCollection<KeyValuePair<string, Exception>> Failing => [.. _failing];

    public void Succeeded(string loop) => _failing.TryRemove(loop, out _);

    public void Failed(string loop, Exception exception) => _failing[loop] = exception;
}
