using NodaTime;

namespace MediMate.Incidents;

/// <summary>An item of a phase's checklist, and what became of it.</summary>
public sealed record ItemExplanation
{
    /// <summary>Gets the id by which commands name it.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the text.</summary>
    public required string Text { get; init; }

    /// <summary>Gets a value indicating whether the phase cannot be left forward while it is open.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>Gets a value indicating whether it is still open.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Gets the phase to whose checklist it belongs.</summary>
    /// <value><see langword="null"/> for an item of an earlier playbook: the incident ran under that before it was reopened.</value>
    public IncidentPhase? Phase { get; init; }

    /// <summary>Gets a value indicating whether it was skipped, not done.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>Gets who did or skipped it.</summary>
    /// <value><see langword="null"/> while it is open.</value>
    public Actor? SettledBy { get; init; }

    /// <summary>Gets when it was done or skipped.</summary>
    /// <value><see langword="null"/> while it is open.</value>
    public Instant? SettledAt { get; init; }

    /// <summary>Gets the link to what shows that it was done.</summary>
    /// <value>The one given last; <see langword="null"/> when none was given.</value>
    public string? Link { get; init; }

    /// <summary>Gets the note of whoever did it.</summary>
    /// <value>The one given last; <see langword="null"/> when none was given.</value>
    public string? Note { get; init; }

    /// <summary>Gets why it was skipped.</summary>
    /// <value><see langword="null"/> unless it was.</value>
    public string? Reason { get; init; }
}
