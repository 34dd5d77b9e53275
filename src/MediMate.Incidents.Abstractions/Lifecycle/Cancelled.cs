namespace MediMate.Incidents;

/// <summary>It was a false alarm.</summary>
public sealed record Cancelled : IncidentEvent
{
    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the incident of which it is a duplicate, and to which its keys moved.</summary>
    /// <value><see langword="null"/> for a false alarm.</value>
    public IncidentId? DuplicateOf { get; init; }

    /// <summary>Gets the reference of that incident.</summary>
    public string? Original { get; init; }
}
