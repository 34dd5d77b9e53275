namespace MediMate.Incidents;

/// <summary>How much of the seven phases an incident of a level has to walk.</summary>
public enum Lifecycle
{
    /// <summary>Every phase, with containment done or waived; one call resolves, but the last word and the review remain.</summary>
    Full,

    /// <summary>One call may resolve and close it.</summary>
    Short,
}
