using NodaTime;

namespace MediMate.Incidents;

/// <summary>The breach of which a message tells.</summary>
public sealed record ToldBreach
{
    /// <summary>Gets the name of the clock.</summary>
    public required string Clock { get; init; }

    /// <summary>Gets the instance of the clock.</summary>
    public required int Instance { get; init; }

    /// <summary>Gets when it ran out.</summary>
    public required Instant Due { get; init; }
}
