namespace MediMate.Incidents.Testing;

/// <summary>How a channel of the harness fails.</summary>
public enum ChannelFailure
{
    /// <summary>It says that the message cannot be delivered.</summary>
    Permanent,

    /// <summary>It says that it cannot deliver now, and may later.</summary>
    Transient,

    /// <summary>It never comes back; the engine's time-out ends the call.</summary>
    Hang,

    /// <summary>It throws.</summary>
    Throw,
}
