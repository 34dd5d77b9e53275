namespace MediMate.Incidents;

/// <summary>Says that no user was affected, so that there is nothing to tell.</summary>
public sealed record RuleOutUserImpact : IncidentCommand
{
    /// <summary>Gets the reason.</summary>
    /// <value>Not blank.</value>
    public required string Reason { get; init; }
}
