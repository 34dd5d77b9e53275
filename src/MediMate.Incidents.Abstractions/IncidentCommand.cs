using NodaTime;

namespace MediMate.Incidents;

/// <summary>Something that somebody wants done with an incident.</summary>
/// <remarks>A command is accepted and leaves events, or is refused with every reason and changes nothing.</remarks>
public abstract record IncidentCommand
{
    private protected IncidentCommand()
    {
    }

    /// <summary>Gets who gives it.</summary>
    public required Actor By { get; init; }

    /// <summary>Gets when it was done, where that is told late.</summary>
    /// <value>
    /// <see langword="null"/> for now. Only a person tells late: at most 7 days back (an option), not before the incident began, and, for an
    /// acknowledgement or a change of phase, not before the present phase and cycle. Up to 5 minutes ahead of now (an option) is taken as now.
    /// </value>
    public Instant? OccurredAt { get; init; }

    /// <summary>Gets the key under which the caller may give the command again without doing it twice.</summary>
    /// <value>
    /// One to 200 characters, none of them a control character; <see langword="null"/> for none. It belongs to the store, and is remembered for seven
    /// days once the command was accepted. The same key with another content is refused (MMI2030).
    /// </value>
    public string? IdempotencyKey { get; init; }
}
