namespace MediMate.Incidents.Testing;

/// <summary>The own fields of the events of clocks.</summary>
internal static class ClockLines
{
    public static LineFields? Of(IncidentEvent happened) => happened switch
    {
        ClockStarted e => new LineFields { { "clock", e.Clock }, { "instance", e.Instance }, { "level", e.Level }, { "due", e.Due } },
        ClockRetargeted e => new LineFields { { "clock", e.Clock }, { "instance", e.Instance }, { "level", e.Level }, { "due", e.Due } },
        ClockPaused e => new LineFields { { "clock", e.Clock }, { "instance", e.Instance }, { "worked", e.Worked }, { "reason", e.Reason } },
        ClockResumed e => new LineFields { { "clock", e.Clock }, { "instance", e.Instance }, { "level", e.Level }, { "due", e.Due }, { "reason", e.Reason } },
        ClockWarned e => Warned(e),
        ClockBreached e => new LineFields { { "clock", e.Clock }, { "instance", e.Instance }, { "due", e.Due } },
        ClockBreachWithdrawn e => new LineFields { { "clock", e.Clock }, { "instance", e.Instance }, { "due", e.Due } },
        ClockMet e => Ended(e.Clock, e.Instance, e.Worked, e.Result),
        ClockStopped e => Ended(e.Clock, e.Instance, e.Worked, ClockResult.Breached),
        ClockCancelled e => new LineFields { { "clock", e.Clock }, { "instance", e.Instance }, { "reason", e.Reason } },
        _ => null,
    };

    private static LineFields Warned(ClockWarned warned)
    {
        var fields = new LineFields { { "clock", warned.Clock }, { "instance", warned.Instance }, { "fraction", warned.Fraction } };
        if (!warned.IsAnnounced)
        {
            fields.Add("announced", value: false);
        }

        return fields;
    }

    private static LineFields Ended(string clock, int instance, NodaTime.Duration worked, ClockResult result)
    {
        var fields = new LineFields { { "clock", clock }, { "instance", instance }, { "worked", worked } };
        fields.AddWord("result", result);
        return fields;
    }
}
