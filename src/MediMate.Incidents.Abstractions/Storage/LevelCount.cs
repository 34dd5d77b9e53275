namespace MediMate.Incidents;

/// <summary>How many incidents are at a level.</summary>
public sealed record LevelCount
{
    /// <summary>Gets the level's name.</summary>
    public required string Level { get; init; }

    /// <summary>Gets how many there are.</summary>
    public required int Count { get; init; }
}
