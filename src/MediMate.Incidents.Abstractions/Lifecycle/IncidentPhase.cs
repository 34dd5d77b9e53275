namespace MediMate.Incidents;

/// <summary>Where an incident stands. The first five are <em>active</em>, the next two <em>resolved</em>, the last two <em>ended</em>.</summary>
public enum IncidentPhase
{
    /// <summary>Something was noticed; nobody has looked yet.</summary>
    Detected,

    /// <summary>Somebody finds out how bad it is.</summary>
    Assessing,

    /// <summary>The team stops it from spreading.</summary>
    Containing,

    /// <summary>The team looks for the cause.</summary>
    Investigating,

    /// <summary>The fix is made, tested and brought out.</summary>
    Resolving,

    /// <summary>The service is back; users and stakeholders get the last word.</summary>
    Communicating,

    /// <summary>The team learns from it.</summary>
    Reviewing,

    /// <summary>The incident is over.</summary>
    Closed,

    /// <summary>It was a false alarm or a duplicate.</summary>
    Cancelled,
}
