using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>When and how a release is rolled back.</summary>
public sealed record RollbackPlan
{
    /// <summary>Gets the triggers, as the document words them.</summary>
    public ImmutableArray<string> Triggers { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the steps, in order.</summary>
    public ImmutableArray<string> Steps { get; init => field = value.OrEmpty(); } = [];
}
