using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A heartbeat of a playbook, with what is looked up for each signal.</summary>
internal sealed class CompiledHeartbeat(HeartbeatDefinition source)
{
    private readonly string? _key = source.Key ?? (source.Match.IsEmpty ? HeartbeatMonitor.KeyOf(source.Name) : null);

    public HeartbeatDefinition Source { get; } = source;

    /// <summary>Gets the name of its monitor in the store.</summary>
    public SubjectName Monitor { get; } = new() { Kind = SubjectKind.HeartbeatMonitor, Id = SubjectIds.OfName(source.Name) };

    /// <summary>Gets the key of the incident that a missing beat declares.</summary>
    public string Key { get; } = HeartbeatMonitor.KeyOf(source.Name);

    /// <summary>Tells whether a signal is a beat.</summary>
    public bool IsBeat(Signal signal) => (_key is null || _key == signal.Key) && HasAll(signal.Labels.OrEmpty());

    private bool HasAll(ImmutableArray<Label> labels)
    {
        foreach (var wanted in Source.Match)
        {
            if (!labels.Any(label => Same(label.Name, wanted.Name) && Same(label.Value, wanted.Value)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
