using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What came of a command: accepted with its events, or refused with every reason.</summary>
public sealed record IncidentOutcome
{
    /// <summary>Gets the incident after the command.</summary>
    /// <value><see langword="null"/> when there is none: the command named an unknown one, or nothing was declared.</value>
    public Incident? Incident { get; init; }

    /// <summary>Gets the events that the command and what followed from it left.</summary>
    /// <value>Empty when it was refused, or changed nothing.</value>
    public ImmutableArray<IncidentEvent> Events { get; init; } = [];

    /// <summary>Gets the silence that took the signal: it declared nothing.</summary>
    /// <value><see langword="null"/> when no silence did, and for everything but signals.</value>
    public Silence? SilencedBy { get; init; }

    /// <summary>Gets why it was refused.</summary>
    /// <value><see langword="null"/> when it was accepted.</value>
    public Rejection? Rejection { get; init; }

    /// <summary>Gets a value indicating whether the command had been accepted before under its idempotency key: this time it changed nothing.</summary>
    /// <value>The incident is then as it is now, and the events are those of the first time.</value>
    public bool IsRepeat { get; init; }

    /// <summary>Gets a value indicating whether it was accepted.</summary>
    public bool IsAccepted => Rejection is null;
}
