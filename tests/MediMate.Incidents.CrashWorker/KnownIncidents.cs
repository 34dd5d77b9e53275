namespace MediMate.Incidents.CrashWorker;

/// <summary>The incidents that people know of. Safe for any number of threads.</summary>
internal sealed class KnownIncidents(IEnumerable<Incident> incidents)
{
    private readonly Lock _gate = new();
    private readonly List<IncidentId> _ids = [.. incidents.Select(incident => incident.Id)];

    public void Add(IncidentId id)
    {
        lock (_gate)
        {
            if (!_ids.Contains(id))
            {
                _ids.Add(id);
            }
        }
    }

    public IncidentId? Pick(Random random)
    {
        lock (_gate)
        {
            return _ids.Count == 0 ? null : _ids[random.Next(_ids.Count)];
        }
    }
}
