namespace MediMate.Incidents;

/// <summary>What a receiver should think of a request that says to be a webhook.</summary>
public enum WebhookVerdict
{
    /// <summary>One of the secrets has signed exactly these bytes, and not long ago. Whether it came before is the receiver's to remember, by its id.</summary>
    Genuine,

    /// <summary>A header is missing, or is not written as it must be: an id with a full stop is none.</summary>
    Malformed,

    /// <summary>None of the secrets has signed it.</summary>
    Forged,

    /// <summary>It was signed, but too long ago, or ahead of now: an old request that somebody sends again, or a clock that is wrong.</summary>
    Expired,
}
