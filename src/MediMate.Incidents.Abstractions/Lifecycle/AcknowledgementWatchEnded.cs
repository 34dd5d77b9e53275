namespace MediMate.Incidents;

/// <summary>The engine stopped to watch an acknowledgement, 24 hours after it: it does not expire any more, and the health check says so.</summary>
public sealed record AcknowledgementWatchEnded : IncidentEvent
{
    /// <summary>Gets whose acknowledgement it is.</summary>
    public required string By { get; init; }

    /// <summary>Gets the cycle.</summary>
    public required int Cycle { get; init; }
}
