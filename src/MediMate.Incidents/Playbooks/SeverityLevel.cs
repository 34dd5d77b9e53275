using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A severity level, as a row of the playbook's severity table.</summary>
public sealed record SeverityLevel
{
    /// <summary>Gets the short name.</summary>
    /// <value>For instance <c>P0</c>. Unique in the playbook, compared ignoring case.</value>
    public required string Name { get; init; }

    /// <summary>Gets the word that goes with the name.</summary>
    /// <value>For instance <c>Critical</c>, or <see langword="null"/>. A label <c>severity</c> with this value speaks for the level.</value>
    public string? Title { get; init; }

    /// <summary>Gets what the level means.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the time within which somebody has to acknowledge.</summary>
    /// <value>More than zero; counted in the hours of <see cref="Calendar"/>.</value>
    public required Duration ResponseTime { get; init; }

    /// <summary>Gets phrases that speak for the level when a signal's summary contains them.</summary>
    /// <value>Compared by words: case-folded, contiguous, a trailing s or es ignored.</value>
    public ImmutableArray<string> Examples { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets labels that speak for the level when a signal carries one of them.</summary>
    public ImmutableArray<LabelMatch> Labels { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets how much of the seven phases an incident of this level has to walk.</summary>
    /// <value><see langword="null"/> for the default: full for the two most severe levels, short for the others.</value>
    public Lifecycle? Lifecycle { get; init; }

    /// <summary>Gets the calendar that the clocks of the level follow, where a clock does not name its own.</summary>
    /// <value>The name of a calendar; <see langword="null"/> or <see cref="CalendarNames.Always"/> for round the clock.</value>
    public string? Calendar { get; init; }

    /// <summary>Gets whom an incident informs once in each cycle when it reaches the level, acknowledged or not: a note, not a page.</summary>
    /// <value>
    /// Names of roles or contacts. <see langword="null"/> for the default: nobody, and at the most severe level the second role of the core team,
    /// the roles that the team table calls only at that level, and <see cref="Playbook.Communications"/>.
    /// </value>
    public ImmutableArray<string>? MustKnow { get; init; }

    /// <summary>Gets a value indicating whether an incident closes by itself when all its keys have been quiet for a while and nobody took charge.</summary>
    /// <value><see langword="null"/> for the default: levels of the short lifecycle do.</value>
    public bool? SelfResolves { get; init; }

    /// <summary>Gets after how long without a sign of life an acknowledgement expires: the ladder then begins again and calls whoever acknowledged too.</summary>
    /// <value>More than zero, at most 24 hours, round the clock; <see langword="null"/> for never.</value>
    public Duration? AcknowledgementTimeout { get; init; }

    /// <summary>Gets for how long an incident may be snoozed at most.</summary>
    /// <value>More than zero, at most 24 hours. <see langword="null"/> for the default: 30 minutes at the most severe level, 24 hours at the others.</value>
    public Duration? SnoozeAtMost { get; init; }

    /// <summary>Gets the impact that speaks for the level.</summary>
    /// <value><see langword="null"/> where none does. Where no level has one, built-in thresholds serve: see <see cref="ImpactThreshold"/>.</value>
    public ImpactThreshold? Impact { get; init; }

    /// <summary>Gets when the pages and notes of the level go out.</summary>
    /// <value><see langword="null"/> for the default: at once. <see cref="MessageDelivery.Calendar"/> needs a <see cref="Calendar"/>.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // Playbooks that do not say keep the hash that they had before there was a word for it.
    public MessageDelivery? Deliver { get; init; }
}
