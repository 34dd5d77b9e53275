namespace MediMate.Incidents;

/// <summary>Every key of the incident is quiet.</summary>
public sealed record AllKeysQuiet : IncidentEvent;
