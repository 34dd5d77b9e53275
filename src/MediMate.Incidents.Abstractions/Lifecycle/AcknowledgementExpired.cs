namespace MediMate.Incidents;

/// <summary>Nobody has acknowledged any more: whoever took charge gave no sign of life in time. The ladder begins again.</summary>
public sealed record AcknowledgementExpired : IncidentEvent
{
    /// <summary>Gets whose acknowledgement it was.</summary>
    public required string By { get; init; }

    /// <summary>Gets the cycle.</summary>
    public required int Cycle { get; init; }
}
