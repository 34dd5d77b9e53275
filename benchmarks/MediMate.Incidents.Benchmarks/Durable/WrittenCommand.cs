namespace MediMate.Incidents.Benchmarks;

/// <summary>All rows that one command writes.</summary>
internal sealed record WrittenCommand
{
    public required StoredIncident Incident { get; init; }

    public required StoredEvent[] Events { get; init; }

    public required StoredOutboxRow[] Outbox { get; init; }

    /// <summary>Gives another incident rows of the same sizes.</summary>
    /// <param name="target">The incident as it is kept.</param>
    /// <param name="round">How many such commands it has had.</param>
    public WrittenCommand For(StoredIncident target, int round)
    {
        var first = target.Version + ((long)round * Events.Length) + 1;
        return new WrittenCommand
        {
            Incident = Incident with
            {
                Id = target.Id,
                Number = target.Number,
                Reference = target.Reference,
                Version = first + Events.Length - 1,
                Holding = target.Holding,
                DeclaredAt = target.DeclaredAt,
            },
            Events = [.. Events.Select((happened, place) => happened with { IncidentId = target.Id, Sequence = first + place })],
            Outbox = [.. Outbox.Select(row => row with { Id = Guid.NewGuid(), IncidentId = target.Id, Cause = first })],
        };
    }
}
