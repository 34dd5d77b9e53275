namespace MediMate.Incidents;

/// <summary>A severity policy's opinion.</summary>
public sealed record SeverityOpinion
{
    /// <summary>Gets the level.</summary>
    /// <value>The name of one of the playbook's levels; another name is recorded as the policy's failure.</value>
    public required string Level { get; init; }

    /// <summary>Gets the words that led to it, for the person who asks why.</summary>
    public required string Reason { get; init; }
}
