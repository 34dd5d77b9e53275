namespace MediMate.Incidents;

/// <summary>
/// Remembers what lately written snapshots say, so that they need not be read out of their JSON again. Bytes that are not those that were written
/// are always read: whoever else wrote them, or changed them, is believed.
/// </summary>
/// <remarks>Bounded, and safe for any number of threads. It holds nothing that another node would need.</remarks>
internal sealed class SnapshotMemory
{
    /// <summary>How many snapshots are young; as many again are old. Each is two kilobytes at most, and an incident.</summary>
    private const int Generation = 1024;

    private readonly Lock _gate = new();
    private Dictionary<IncidentId, (byte[] Bytes, Incident Incident)> _young = [];
    private Dictionary<IncidentId, (byte[] Bytes, Incident Incident)> _old = [];

    /// <summary>Remembers a snapshot. It may never be committed: then nobody will ask for its bytes.</summary>
    public void Remember(byte[] bytes, Incident incident)
    {
        lock (_gate)
        {
            if (_young.Count >= Generation && !_young.ContainsKey(incident.Id))
            {
                // What nobody wrote for a whole generation is forgotten.
                (_old, _young) = (_young, []);
            }

            _young[incident.Id] = (bytes, incident);
        }
    }

    /// <summary>Reads a snapshot.</summary>
    /// <exception cref="IncidentStoreException">The bytes are no incident.</exception>
    public Incident Read(IncidentId id, byte[] bytes)
    {
        lock (_gate)
        {
            if ((_young.TryGetValue(id, out var known) || _old.TryGetValue(id, out known)) && known.Bytes.AsSpan().SequenceEqual(bytes))
            {
                return known.Incident;
            }
        }

        return SnapshotJson.Read(bytes);
    }
}
