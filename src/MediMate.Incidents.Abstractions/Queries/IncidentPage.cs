using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A page of incidents.</summary>
public sealed record IncidentPage
{
    /// <summary>Gets the incidents, the newest first.</summary>
    public required ImmutableArray<Incident> Incidents { get; init; }

    /// <summary>Gets the mark to put into <see cref="IncidentQuery.After"/> for the next page.</summary>
    /// <value><see langword="null"/> on the last page.</value>
    public string? Next { get; init; }
}
