namespace MediMate.Incidents;

/// <summary>Lets the next step of the ladder run now; the rest of its loop moves earlier by the gap.</summary>
public sealed record EscalateNow : IncidentCommand;
