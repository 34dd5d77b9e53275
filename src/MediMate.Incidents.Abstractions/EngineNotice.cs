using NodaTime;

namespace MediMate.Incidents;

/// <summary>Something that happened beside the incidents: a silence began, a heartbeat stayed away. Observers see it; it stands on no timeline.</summary>
public abstract record EngineNotice
{
    private protected EngineNotice()
    {
    }

    /// <summary>Gets when it was recorded.</summary>
    public required Instant At { get; init; }

    /// <summary>Gets who did it.</summary>
    public Actor Actor { get; init; } = Actor.System;
}
