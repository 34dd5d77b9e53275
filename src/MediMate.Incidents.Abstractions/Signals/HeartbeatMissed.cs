namespace MediMate.Incidents;

/// <summary>A signal that is expected from time to time stayed away.</summary>
public sealed record HeartbeatMissed : EngineNotice
{
    /// <summary>Gets the name of the heartbeat in the playbook.</summary>
    public required string Monitor { get; init; }
}
