namespace MediMate.Incidents;

/// <summary>The name of a health check that is about the engine itself.</summary>
/// <param name="Name">The name.</param>
internal sealed record EngineHealthCheckName(string Name);
