using NodaTime;

namespace MediMate.Incidents;

/// <summary>Says which incidents to find. Every condition that is given has to hold; without any, all incidents fit.</summary>
public sealed record IncidentQuery
{
    /// <summary>The most incidents on one page.</summary>
    public const int MaximumLimit = 500;

    /// <summary>Gets whether the incident is open, that is neither closed nor cancelled.</summary>
    public bool? IsOpen { get; init; }

    /// <summary>Gets the level, by its name in the playbook.</summary>
    public string? Level { get; init; }

    /// <summary>Gets an instant at which a clock of the open incident must have run out.</summary>
    /// <value>Usually now. See <see cref="Incident.OverdueFrom"/>.</value>
    public Instant? OverdueAt { get; init; }

    /// <summary>Gets the person who has acknowledged in the present cycle, by id: "mine".</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>Gets a label that the incident carries, name and value compared exactly.</summary>
    public Label? Label { get; init; }

    /// <summary>Gets the first instant of the period in which the declaration was recorded.</summary>
    public Instant? DeclaredFrom { get; init; }

    /// <summary>Gets the end of the period in which the declaration was recorded.</summary>
    /// <value>Exclusive.</value>
    public Instant? DeclaredBefore { get; init; }

    /// <summary>Gets words that the summary has, in any order.</summary>
    /// <value>
    /// Compared ignoring case; each may be the beginning of a word: <c>log</c> finds "login". Of a long summary the first 64 words count.
    /// </value>
    public string? Text { get; init; }

    /// <summary>Gets how many incidents a page has at most.</summary>
    /// <value>Default 50; 1 to <see cref="MaximumLimit"/>.</value>
    public int Limit { get; init; } = 50;

    /// <summary>Gets the mark of the page before.</summary>
    /// <value><see cref="IncidentPage.Next"/>; <see langword="null"/> for the first page.</value>
    public string? After { get; init; }
}
