using NodaTime;

namespace MediMate.Incidents;

/// <summary>The cancellation was wrong: a new cycle began.</summary>
public sealed record Restored : IncidentEvent
{
    /// <summary>Gets the new cycle.</summary>
    /// <value>Counted from one.</value>
    public required int Cycle { get; init; }

    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the playbook of the new cycle.</summary>
    public required string PlaybookHash { get; init; }

    /// <summary>Gets after how much quiet it resolves itself under that playbook.</summary>
    /// <value><see langword="null"/> where its level does not allow it.</value>
    public Duration? SelfResolveAfter { get; init; }
}
