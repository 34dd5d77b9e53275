namespace MediMate.Incidents;

/// <summary>The clocks that the engine runs.</summary>
public static class ClockNames
{
    /// <summary>From the declaration to the acknowledgement.</summary>
    public const string Response = "response";

    /// <summary>From the declaration to the confirmed resolution.</summary>
    public const string Resolution = "resolution";

    /// <summary>From one update to users to the next, again and again while the incident is active.</summary>
    public const string UpdateCadence = "updateCadence";

    /// <summary>From the confirmed resolution to the completed review.</summary>
    public const string ReviewDue = "reviewDue";
}
