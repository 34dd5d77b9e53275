using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Decides the pausing and resuming of clocks by a person.</summary>
internal static class ClockPausing
{
    public static Rejection? Decide(PauseClock command, IncidentDraft draft)
    {
        if (CommandChecks.Required(("clock", command.Clock), ("reason", command.Reason)) is { } invalid)
        {
            return invalid;
        }

        if (Find(draft.Incident, command.Clock) is not { } clock)
        {
            return Rejections.UnknownClock(draft.Incident, command.Clock);
        }

        if (Unmet(draft, clock) is { IsEmpty: false } unmet)
        {
            return Rejections.ClockCannot(draft.Incident, clock.Name, "paused", unmet);
        }

        var worked = ClockCounting.Worked(clock, draft.Playbook.Calendars, draft.RecordedAt);
        draft.Emit(new ClockPaused { Clock = clock.Name, Instance = clock.Instance, Worked = worked, Reason = command.Reason });
        return null;
    }

    public static Rejection? Decide(ResumeClock command, IncidentDraft draft)
    {
        if (CommandChecks.Required(("clock", command.Clock)) is { } invalid)
        {
            return invalid;
        }

        if (Find(draft.Incident, command.Clock) is not { } clock)
        {
            return Rejections.UnknownClock(draft.Incident, command.Clock);
        }

        if (!clock.IsPaused)
        {
            return Rejections.ClockCannot(draft.Incident, clock.Name, "resumed", clock.IsRunning ? "the clock is paused" : "the clock runs");
        }

        var calendar = draft.Playbook.Calendars.Find(clock.Calendar);
        draft.Emit(new ClockResumed
        {
            Clock = clock.Name,
            Instance = clock.Instance,
            Level = clock.Level,
            Due = CompiledClock.Reach(calendar, draft.RecordedAt, clock.Target - clock.Worked),
            Warnings = [.. clock.WarningsLeft.Select(warning => warning with { At = Again(clock, warning, calendar, draft.RecordedAt) })],
            Reason = command.Reason,
        });
        return null;
    }

    private static Instant Again(ClockState clock, ClockWarning warning, WorkingCalendar calendar, Instant now) =>
        CompiledClock.Reach(calendar, now, CompiledClock.After(clock.Target, warning.Fraction) - clock.Worked);

    private static ImmutableArray<string> Unmet(IncidentDraft draft, ClockState clock)
    {
        if (!clock.IsRunning)
        {
            return ["the clock runs"];
        }

        var unmet = ImmutableArray.CreateBuilder<string>();
        if (clock.IsPaused)
        {
            unmet.Add("the clock is not paused already");
        }

        if (clock.IsBreached)
        {
            unmet.Add("the clock has not run out");
        }

        var compiled = draft.Playbook.Level(clock.Level).Clocks.FirstOrDefault(known => known.Name == clock.Name);
        if (compiled is { IsPausable: false })
        {
            unmet.Add($"the playbook lets people pause the {clock.Name} clock");
        }

        return unmet.DrainToImmutable();
    }

    private static ClockState? Find(Incident incident, string name) =>
        incident.Clocks.FirstOrDefault(clock => string.Equals(clock.Name, name, StringComparison.OrdinalIgnoreCase));
}
