namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>Somebody who does one thing after the other while others do theirs.</summary>
internal sealed record Player
{
    public required string Name { get; init; }

    /// <summary>Gets the node on which they act.</summary>
    public required string Node { get; init; }

    public required Func<Stage, Task> ActAsync { get; init; }
}
