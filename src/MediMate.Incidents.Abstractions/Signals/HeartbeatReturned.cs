namespace MediMate.Incidents;

/// <summary>A signal that had stayed away came again.</summary>
public sealed record HeartbeatReturned : EngineNotice
{
    /// <summary>Gets the name of the heartbeat in the playbook.</summary>
    public required string Monitor { get; init; }
}
