namespace MediMate.Incidents;

/// <summary>The clocks that the engine runs, by name.</summary>
public static class ClockNames
{
    /// <summary>From declared (or risen, or reopened) to acknowledged.</summary>
    public const string Response = "response";

    /// <summary>From the start of a cycle to the confirmed resolution.</summary>
    public const string Resolution = "resolution";
}
