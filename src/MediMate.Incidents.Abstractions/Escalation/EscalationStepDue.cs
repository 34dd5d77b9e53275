using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A step of the ladder is due: the look-up of its people begins.</summary>
public sealed record EscalationStepDue : IncidentEvent
{
    /// <summary>Gets the name of the ladder.</summary>
    public required string Ladder { get; init; }

    /// <summary>Gets the level.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the loop.</summary>
    /// <value>Counted from one.</value>
    public required int Loop { get; init; }

    /// <summary>Gets the step.</summary>
    /// <value>Counted from one; zero for the emergency contact, and in the first loop for whoever the incident was reassigned to.</value>
    public required int Step { get; init; }

    /// <summary>Gets whom it calls, with those whom an outage overtook.</summary>
    public required ImmutableArray<EscalationTarget> Targets { get; init; }

    /// <summary>Gets a value indicating whether anybody is called.</summary>
    /// <value>Default <see langword="true"/>; false when an outage overtook the step: the next one calls its people too.</value>
    public bool IsAnnounced { get; init; } = true;

    /// <summary>Gets by how much the rest of the loop moves earlier, because somebody did not wait for the step's time.</summary>
    public Duration Moved { get; init; }

    /// <summary>Gets what comes next.</summary>
    /// <value><see langword="null"/> when nothing comes any more.</value>
    public EscalationNext? Next { get; init; }
}
