namespace MediMate.Incidents;

/// <summary>Follows the chain of one incident, event by event.</summary>
internal sealed class ChainReader(IncidentId incidentId, string? reference)
{
    /// <summary>Gets the place of the last event that was read.</summary>
    public long Sequence { get; private set; }

    /// <summary>Gets the hash of the last event that was read.</summary>
    public ReadOnlyMemory<byte> Head { get; private set; } = EventChain.Start;

    /// <summary>Reads the event that comes next in the store.</summary>
    /// <returns>What is wrong with it; <see langword="null"/> where all is right. After a fault there is no use in reading on.</returns>
    public StoreFault? Read(SealedEvent next)
    {
        var expected = Sequence + 1;
        if (next.IncidentId != incidentId)
        {
            return Fault(StoreFaultKind.EventUnexpected, next.Sequence, "it belongs to another incident");
        }

        if (next.Sequence > expected)
        {
            return Fault(StoreFaultKind.EventMissing, expected, $"it is gone; the next that is there is event {next.Sequence}");
        }

        if (next.Sequence < expected)
        {
            return Fault(StoreFaultKind.EventUnexpected, next.Sequence, $"it stands after event {Sequence}");
        }

        if (!next.Hash.Span.SequenceEqual(EventChain.HashOf(Head, next)))
        {
            return Fault(StoreFaultKind.EventChanged, expected, "its hash is not that of its content and of the event before it");
        }

        if (PersonalValues.Check(next.Name, next.Body, next.Personal) is { } wrong)
        {
            return Fault(StoreFaultKind.PersonalValuesChanged, expected, wrong);
        }

        (Sequence, Head) = (expected, next.Hash);
        return null;
    }

    private StoreFault Fault(StoreFaultKind kind, long sequence, string what) => new()
    {
        Kind = kind,
        Reference = reference,
        IncidentId = incidentId,
        Sequence = sequence,
        Message = $"{reference ?? incidentId.ToString()}, event {sequence}: {what}.",
    };
}
