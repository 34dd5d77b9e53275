namespace MediMate.Incidents.Testing;

/// <summary>What an escalation rule wanted done about something that happened.</summary>
public sealed record RuleAnswer
{
    /// <summary>Gets what happened.</summary>
    public required IncidentEvent Cause { get; init; }

    /// <summary>Gets the incident after it.</summary>
    public required Incident Incident { get; init; }

    /// <summary>Gets what the rule wanted done.</summary>
    public required EscalationAction Action { get; init; }
}
