namespace MediMate.Incidents;

/// <summary>Chooses the level of an incident. A person's choice stays: facts that would raise it become suggestions.</summary>
/// <remarks>Choosing the present level confirms it. A change acts when it is recorded, whenever it is said to have happened.</remarks>
public sealed record ChangeSeverity : IncidentCommand
{
    /// <summary>Gets the level.</summary>
    /// <value>The name of one of the playbook's levels, compared ignoring case.</value>
    public required string Level { get; init; }

    /// <summary>Gets the reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets a value indicating whether whoever changes it takes charge as well.</summary>
    public bool Acknowledge { get; init; }
}
