namespace MediMate.Incidents;

/// <summary>How a clock ended.</summary>
public enum ClockResult
{
    /// <summary>It stopped at or before its due instant.</summary>
    Met,

    /// <summary>It stopped in time, after an earlier breach under a shorter target.</summary>
    MetAfterBreach,

    /// <summary>It stopped too late.</summary>
    Breached,

    /// <summary>It was given up.</summary>
    Cancelled,
}
