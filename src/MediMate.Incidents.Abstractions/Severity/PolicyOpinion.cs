namespace MediMate.Incidents;

/// <summary>What one policy said about an incident's severity.</summary>
public sealed record PolicyOpinion
{
    /// <summary>Gets the policy's name.</summary>
    public required string Policy { get; init; }

    /// <summary>Gets the level that it spoke for.</summary>
    /// <value><see langword="null"/> when it failed: the reason says how.</value>
    public string? Level { get; init; }

    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }
}
