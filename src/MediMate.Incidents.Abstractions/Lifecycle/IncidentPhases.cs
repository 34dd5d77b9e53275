namespace MediMate.Incidents;

/// <summary>The groups into which phases fall.</summary>
public static class IncidentPhases
{
    /// <summary>Tells whether something is still to be done about the trouble itself: detected to resolving.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns><see langword="true"/> from <see cref="IncidentPhase.Detected"/> to <see cref="IncidentPhase.Resolving"/>.</returns>
    public static bool IsActive(this IncidentPhase phase) => phase <= IncidentPhase.Resolving;

    /// <summary>Tells whether the service is restored, but the incident is not over.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns><see langword="true"/> for <see cref="IncidentPhase.Communicating"/> and <see cref="IncidentPhase.Reviewing"/>.</returns>
    public static bool IsResolved(this IncidentPhase phase) => phase is IncidentPhase.Communicating or IncidentPhase.Reviewing;

    /// <summary>Tells whether the incident is over.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns><see langword="true"/> for <see cref="IncidentPhase.Closed"/> and <see cref="IncidentPhase.Cancelled"/>.</returns>
    public static bool IsEnded(this IncidentPhase phase) => phase >= IncidentPhase.Closed;
}
