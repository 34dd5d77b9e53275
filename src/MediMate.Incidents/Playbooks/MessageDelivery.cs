namespace MediMate.Incidents;

/// <summary>When the pages and notes of a level go out.</summary>
public enum MessageDelivery
{
    /// <summary>As soon as they are due, whatever the hour.</summary>
    AtOnce,

    /// <summary>Not before the next opening of the level's calendar.</summary>
    Calendar,
}
