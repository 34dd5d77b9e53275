namespace MediMate.Incidents;

/// <summary>Where an outbox row stands.</summary>
public enum OutboxStatus
{
    /// <summary>It waits.</summary>
    Waiting,

    /// <summary>Sending has begun: this is committed before the channel is called.</summary>
    Sending,

    /// <summary>The channel took it over, or the look-up was answered.</summary>
    Done,

    /// <summary>It was not needed any more.</summary>
    Suppressed,

    /// <summary>It failed for good.</summary>
    Failed,
}
