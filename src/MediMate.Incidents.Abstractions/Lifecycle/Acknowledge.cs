namespace MediMate.Incidents;

/// <summary>Takes charge of an incident: paging stops and the response clock is met.</summary>
public sealed record Acknowledge : IncidentCommand
{
    /// <summary>Gets a value indicating whether it is silent where somebody else has charge by then, or the incident is over.</summary>
    internal bool OnlyIfNobodyHas { get; init; }
}
