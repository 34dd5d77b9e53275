using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Why an incident stands where it stands, and what it still lacks.</summary>
public sealed record IncidentExplanation
{
    /// <summary>Gets the incident.</summary>
    public required Incident Incident { get; init; }

    /// <summary>Gets the instant for which the explanation holds.</summary>
    public required Instant At { get; init; }

    /// <summary>Gets the triggers that the present phase allows, each with what it still lacks.</summary>
    public required ImmutableArray<TriggerExplanation> Triggers { get; init; }

    /// <summary>Gets the clocks.</summary>
    public required ImmutableArray<ClockExplanation> Clocks { get; init; }

    /// <summary>Gets the checklist of the present phase.</summary>
    public required ImmutableArray<ItemExplanation> Items { get; init; }

    /// <summary>Gets the checklists of all phases, as a review looks at them: what was done, by whom and when, with its links and notes.</summary>
    /// <value>In the order of the phases; items of an earlier playbook come last.</value>
    public ImmutableArray<ItemExplanation> Checklist { get; init; } = [];
}
