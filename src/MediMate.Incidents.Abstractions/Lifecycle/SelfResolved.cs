namespace MediMate.Incidents;

/// <summary>The trouble went away before anybody took charge: every key has been quiet for long enough.</summary>
public sealed record SelfResolved : IncidentEvent
{
    /// <summary>Gets the cycle.</summary>
    public required int Cycle { get; init; }
}
