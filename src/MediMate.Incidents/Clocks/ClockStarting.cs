using NodaTime;

namespace MediMate.Incidents;

/// <summary>Starts clocks.</summary>
internal static class ClockStarting
{
    /// <summary>Starts the clocks of a new cycle.</summary>
    public static void StartCycle(IncidentDraft draft)
    {
        foreach (var clock in draft.Playbook.Level(draft.Incident.Severity.Level).Clocks)
        {
            if (clock is { IsOfHost: false } && clock.Name != ClockNames.ReviewDue)
            {
                Start(draft, clock);
            }
        }
    }

    /// <summary>Starts the next instance of a clock, measured from when we heard and not from when it happened: the promise starts with the record.</summary>
    /// <param name="draft">The incident.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="repeatsFrom">From when a repeating clock repeats; by default from now.</param>
    public static void Start(IncidentDraft draft, CompiledClock clock, Instant? repeatsFrom = null)
    {
        var incident = draft.Incident;
        var start = incident.UpdatedAt;
        draft.Emit(new ClockStarted
        {
            Clock = clock.Name,
            Instance = (ClockEnding.Find(incident, clock.Name)?.Instance ?? 0) + 1,
            Level = incident.Severity.Level,
            Target = clock.Target,
            Calendar = clock.Calendar.IsAlways ? null : clock.Calendar.Name,
            Due = clock.DueFrom(start),
            Warnings = clock.WarningsFrom(start),
            RepeatsFrom = clock.IsRepeating ? repeatsFrom ?? start : null,
        });
    }
}
