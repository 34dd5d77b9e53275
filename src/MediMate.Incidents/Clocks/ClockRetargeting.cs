using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>What a change of level does to the clocks.</summary>
internal static class ClockRetargeting
{
    public static void React(SeverityChanged changed, IncidentDraft draft)
    {
        var level = draft.Playbook.Level(changed.Level);
        var running = draft.Incident.Clocks.RemoveAll(clock => !clock.IsRunning);

        // At one instant a clock is given up before others are retargeted, and those that begin come last.
        foreach (var clock in running.Where(clock => level.FindClock(clock.Name) is null))
        {
            ClockEnding.Cancel(draft, clock.Name, $"{changed.Level} has no such target");
        }

        foreach (var compiled in level.Clocks)
        {
            if (running.FirstOrDefault(clock => clock.Name == compiled.Name) is { } clock)
            {
                Retarget(draft, clock, compiled, changed.Level);
            }
        }

        foreach (var compiled in level.Clocks)
        {
            if (!compiled.IsOfHost && running.All(clock => clock.Name != compiled.Name) && StartsWith(changed, draft.Incident, compiled.Name))
            {
                ClockStarting.Start(draft, compiled);
            }
        }
    }

    /// <summary>
    /// A stopped clock is never retargeted. A rise by somebody else than the acknowledger asks for another response; the clocks that only the
    /// new level has start with it.
    /// </summary>
    private static bool StartsWith(SeverityChanged changed, Incident incident, string name) => name switch
    {
        ClockNames.ReviewDue => incident.Phase is IncidentPhase.Communicating or IncidentPhase.Reviewing && !incident.Facts.HasFlag(LifecycleFacts.Review),
        _ when !incident.IsActive => false,
        ClockNames.Response when incident.IsAcknowledged => changed.IsRise && changed.By.Id != incident.Acknowledgement!.By,
        ClockNames.Response => changed.IsRise || !HasResponded(incident),
        _ => true,
    };

    private static bool HasResponded(Incident incident) =>
        ClockEnding.Find(incident, ClockNames.Response) is { Result: not ClockResult.Cancelled } last && last.StartedAt >= incident.CycleRecordedAt;

    private static void Retarget(IncidentDraft draft, ClockState clock, CompiledClock compiled, string level)
    {
        var now = draft.Incident.UpdatedAt;
        var retargeted = new ClockRetargeted
        {
            Clock = clock.Name,
            Instance = clock.Instance,
            Level = level,
            Target = compiled.Target,
            Calendar = compiled.Calendar.IsAlways ? null : compiled.Calendar.Name,
            Due = compiled.DueFrom(now),
            Warnings = compiled.WarningsFrom(now),
            CountsAnew = true,
        };
        if (!compiled.IsRepeating)
        {
            var after = clock.After(retargeted with { CountsAnew = false, RecordedAt = now });
            retargeted = retargeted with
            {
                CountsAnew = false,
                Due = ClockCounting.Reach(after, draft.Playbook.Calendars, compiled.Target),
                Warnings = WarningsOf(draft, after, compiled, now),
            };
        }

        draft.Emit(retargeted);
    }

    /// <summary>The warnings of the new level that are still to come: those that have passed stay silent, a pause keeps from passing, those that were given are not given again.</summary>
    private static ImmutableArray<ClockWarning> WarningsOf(IncidentDraft draft, ClockState clock, CompiledClock compiled, Instant now)
    {
        var warnings = ImmutableArray.CreateBuilder<ClockWarning>();
        foreach (var (fraction, after) in compiled.Warnings)
        {
            var at = ClockCounting.Reach(clock, draft.Playbook.Calendars, after);
            if ((at >= now || at >= clock.PausedAt) && !clock.WarningsGiven.Any(given => given.Level == clock.Level && given.Fraction == fraction))
            {
                warnings.Add(new ClockWarning { Fraction = fraction, At = at });
            }
        }

        return warnings.DrainToImmutable();
    }
}
