using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Decides the pausing and resuming of clocks by a person.</summary>
internal static class ClockPausing
{
    // Each is kept in the snapshot, for what is told late.
    private const int MostPauses = 100;

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

        var at = draft.ToldAt ?? draft.RecordedAt;
        if (Unmet(draft, clock, at) is { IsEmpty: false } unmet)
        {
            return Rejections.ClockCannot(draft.Incident, clock.Name, "paused", unmet);
        }

        var worked = ClockCounting.Worked(clock, draft.Playbook.Calendars, at);
        draft.Emit(new ClockPaused { Clock = clock.Name, Instance = clock.Instance, Worked = worked, Reason = command.Reason, OccurredAt = at });
        if (clock is { IsBreached: true, IsBreachInherited: false } && at <= clock.Due)
        {
            // Told late: it was paused before it ran out, or at that very instant, and a pause comes before the evaluation.
            draft.Emit(new ClockBreachWithdrawn { Clock = clock.Name, Instance = clock.Instance, Due = clock.Due, OccurredAt = draft.RecordedAt });
        }

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

        var at = draft.ToldAt ?? draft.RecordedAt;
        if (at < clock.PausedAt)
        {
            return Rejections.ClockCannot(draft.Incident, clock.Name, "resumed", $"it is resumed no earlier than it was paused, at {clock.PausedAt}");
        }

        var resumed = new ClockResumed
        {
            Clock = clock.Name,
            Instance = clock.Instance,
            Level = clock.Level,
            Due = clock.Due,
            Warnings = clock.WarningsLeft,
            Reason = command.Reason,
            OccurredAt = at,
        };
        var after = clock.After(resumed);
        var calendars = draft.Playbook.Calendars;
        draft.Emit(resumed with
        {
            Due = ClockCounting.Reach(after, calendars, clock.Target),
            Warnings =
            [
                .. clock.WarningsLeft.Select(warning =>
                    warning with { At = ClockCounting.Reach(after, calendars, CompiledClock.After(clock.Target, warning.Fraction)) }),
            ],
        });
        ClockEnding.RecheckEarlier(draft, ClockEnding.Find(draft.Incident, clock.Name)!, Instant.MaxValue);
        return null;
    }

    private static ImmutableArray<string> Unmet(IncidentDraft draft, ClockState clock, Instant at)
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

        if (ClockCounting.HasRunOut(clock, draft.Playbook.Calendars, at))
        {
            unmet.Add("the clock has not run out");
        }

        if (at < clock.StartedAt)
        {
            unmet.Add($"the clock runs by then: it started at {clock.StartedAt}");
        }

        if (clock.Pauses.Length >= MostPauses)
        {
            unmet.Add($"an instance of a clock has at most {MostPauses} pauses");
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
