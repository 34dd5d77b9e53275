namespace MediMate.Incidents;

/// <summary>Nobody has acknowledged any more: what they took charge of is worse by now (ISA-18.2 re-alarms when a priority rises), or somebody else is to.</summary>
public sealed record AcknowledgementCleared : IncidentEvent
{
    /// <summary>Gets whose acknowledgement it was.</summary>
    public required string By { get; init; }

    /// <summary>Gets the cycle.</summary>
    public required int Cycle { get; init; }
}
