namespace MediMate.Incidents;

/// <summary>Whom a message is for.</summary>
public enum MessageAudience
{
    /// <summary>Those who work on the incident.</summary>
    Responders,

    /// <summary>People of the company who have to know.</summary>
    Internal,

    /// <summary>Users outside the company.</summary>
    External,
}
