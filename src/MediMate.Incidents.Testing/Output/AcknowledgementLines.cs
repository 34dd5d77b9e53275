namespace MediMate.Incidents.Testing;

/// <summary>The own fields of the events about who is in charge.</summary>
internal static class AcknowledgementLines
{
    public static LineFields? Of(IncidentEvent happened, Incident after) => happened switch
    {
        AcknowledgementCleared e => new LineFields { { "by", e.By }, { "cycle", e.Cycle } },
        AcknowledgementExpired e => new LineFields { { "by", e.By }, { "cycle", e.Cycle } },
        AcknowledgementWatchEnded e => new LineFields { { "by", e.By }, { "cycle", e.Cycle } },
        Snoozed e => new LineFields { { "by", e.By }, { "until", e.Until } },
        Reassigned e => new LineFields { { "by", e.Actor.Id }, { "to", e.To } },
        Acknowledged e => new LineFields { { "by", e.By }, { "implied", e.IsImplied }, { "cycle", e.Cycle } },
        ResponderJoined e => new LineFields { { "by", e.By }, { "cycle", after.Cycle } },
        _ => null,
    };
}
