using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A phase of the workflow, as the playbook describes it.</summary>
public sealed record PlaybookPhase
{
    /// <summary>Gets the phase.</summary>
    /// <value>One of the seven from <see cref="IncidentPhase.Detected"/> to <see cref="IncidentPhase.Reviewing"/>.</value>
    public required IncidentPhase Phase { get; init; }

    /// <summary>Gets the heading under which the document describes it.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the checklist.</summary>
    public ImmutableArray<ChecklistItem> Items { get; init => field = value.OrEmpty(); } = [];
}
