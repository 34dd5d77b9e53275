namespace MediMate.Incidents;

/// <summary>Resolves in one call: walks the phases that are left. Ends in closed at a level with the short lifecycle, else in communicating.</summary>
public sealed record Resolve : IncidentCommand
{
    /// <summary>Gets what it was and what was done.</summary>
    /// <value>Not blank. At a short level it is the review.</value>
    public required string Summary { get; init; }

    /// <summary>Gets a value indicating whether the caller saw the service restored.</summary>
    /// <value>A resolution that nobody verified is refused.</value>
    public required bool IsVerified { get; init; }

    /// <summary>Gets what users noticed, and whether they were told.</summary>
    public required UserImpact UserImpact { get; init; }
}
