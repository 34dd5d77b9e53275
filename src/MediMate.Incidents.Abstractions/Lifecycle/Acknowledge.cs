namespace MediMate.Incidents;

/// <summary>Takes charge of an incident: paging stops and the response clock is met.</summary>
public sealed record Acknowledge : IncidentCommand;
