namespace MediMate.Incidents;

/// <summary>Reads the events of one incident from the database, page by page, and follows their chain.</summary>
internal sealed class StoredChain(Guid id, string reference)
{
    private const int PageSize = 200;

    private readonly ChainReader _chain = new(new IncidentId(id), reference);

    /// <summary>Gets the first fault.</summary>
    public StoreFault? Fault { get; private set; }

    /// <summary>Reads all events, up to the first fault.</summary>
    public async ValueTask ReadAsync(Dialect dialect, Session session, Func<SealedEvent, ValueTask>? onEvent, CancellationToken cancellationToken)
    {
        List<SealedEvent> page;
        var last = long.MinValue;
        do
        {
            page = [];
            await dialect.QueryAsync(
                session,
                $"SELECT {EventRecord.Columns} FROM {{s}}incident_events WHERE incident_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
                reader => page.Add(EventRecord.Read(dialect, reader)),
                cancellationToken,
                id,
                last,
                PageSize).ConfigureAwait(false);
            foreach (var next in page)
            {
                Fault = _chain.Read(next);
                if (Fault is not null)
                {
                    return;
                }

                if (onEvent is not null)
                {
                    await onEvent(next).ConfigureAwait(false);
                }

                last = next.Sequence;
            }
        }
        while (page.Count == PageSize);
    }

    /// <summary>Tells whether a row says what the events say.</summary>
    public StoreFault? CheckRow(long version, ReadOnlyMemory<byte> head) => version == _chain.Sequence && head.Span.SequenceEqual(_chain.Head.Span)
        ? null
        : new StoreFault
        {
            Kind = StoreFaultKind.IncidentChanged,
            Reference = reference,
            IncidentId = new IncidentId(id),
            Message = $"{reference}: its row says version {version}, and its last event is {_chain.Sequence}, or the hash of that event is another.",
        };
}
