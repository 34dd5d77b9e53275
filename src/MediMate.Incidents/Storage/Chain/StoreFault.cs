namespace MediMate.Incidents;

/// <summary>The first thing that is wrong with a store's content.</summary>
public sealed record StoreFault
{
    /// <summary>Gets what is wrong.</summary>
    public required StoreFaultKind Kind { get; init; }

    /// <summary>Gets the incident's reference, for instance <c>INC-12</c>.</summary>
    /// <value><see langword="null"/> where no incident is concerned, or its reference is lost.</value>
    public string? Reference { get; init; }

    /// <summary>Gets the incident.</summary>
    /// <value><see langword="null"/> where none is concerned.</value>
    public IncidentId? IncidentId { get; init; }

    /// <summary>Gets the place in the incident's timeline.</summary>
    /// <value><see langword="null"/> where no single event is concerned.</value>
    public long? Sequence { get; init; }

    /// <summary>Gets the number of the checkpoint that is wrong, or that shows what is wrong.</summary>
    /// <value><see langword="null"/> where none is concerned.</value>
    public long? Checkpoint { get; init; }

    /// <summary>Gets what is wrong in plain words.</summary>
    public required string Message { get; init; }
}
