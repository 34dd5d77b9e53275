using System.Collections.Immutable;
using MediMate.Incidents.Documents;

namespace MediMate.Incidents.Reading;

/// <summary>Where parts stand that have no name by which a finding could speak of them; in the order of the model.</summary>
internal sealed class PlaybookPlaces
{
    /// <summary>Gets the places of the levels' examples, level by level.</summary>
    public List<ImmutableArray<SourcePlace>> Examples { get; } = [];

    public List<SourcePlace> Responsibilities { get; } = [];

    public List<SourcePlace> RollbackTriggers { get; } = [];

    public List<SourcePlace> Duties { get; } = [];
}
