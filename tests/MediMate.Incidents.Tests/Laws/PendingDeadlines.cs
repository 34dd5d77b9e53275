using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>Finds in a timeline, apart from the engine's own state, which deadlines are still to come.</summary>
internal static class PendingDeadlines
{
    public static IEnumerable<Instant> Of(ImmutableArray<IncidentEvent> timeline)
    {
        var clocks = new Dictionary<string, List<Instant>>(StringComparer.Ordinal);
        var (paused, breached) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var happened in timeline)
        {
            switch (happened)
            {
                case ClockStarted e:
                    paused.Remove(e.Clock);
                    breached.Remove(e.Clock);
                    clocks[e.Clock] = [.. e.Warnings.Select(warning => warning.At), e.Due];
                    break;
                case ClockWarned e:
                    clocks[e.Clock].RemoveAt(0);
                    break;
                case ClockPaused e:
                    paused.Add(e.Clock);
                    clocks[e.Clock].Clear();
                    break;
                case ClockResumed e:
                    paused.Remove(e.Clock);
                    clocks[e.Clock] = [.. e.Warnings.Select(warning => warning.At), e.Due];
                    break;
                case ClockRetargeted e when paused.Contains(e.Clock) || (breached.Contains(e.Clock) && e.Due <= e.RecordedAt):
                    break;
                case ClockRetargeted e:
                    breached.Remove(e.Clock);
                    clocks[e.Clock] = [.. e.Warnings.Select(warning => warning.At), e.Due];
                    break;
                case ClockBreachWithdrawn e:
                    breached.Remove(e.Clock);
                    break;
                case ClockBreached e:
                    breached.Add(e.Clock);
                    clocks[e.Clock].Clear();
                    break;
                case ClockMet e:
                    clocks[e.Clock].Clear();
                    break;
                case ClockStopped e:
                    clocks[e.Clock].Clear();
                    break;
                case ClockCancelled e:
                    clocks[e.Clock].Clear();
                    break;
            }
        }

        return clocks.Values.SelectMany(deadlines => deadlines).Concat(OfLadder(timeline) is { } due ? [due] : []);
    }

    private static Instant? OfLadder(ImmutableArray<IncidentEvent> timeline)
    {
        Instant? ladder = null;
        foreach (var happened in timeline)
        {
            switch (happened)
            {
                case EscalationStarted e:
                    ladder = e.Next.DueAt;
                    break;
                case EscalationStepDue e:
                    ladder = e.Next?.DueAt;
                    break;
                case EscalationStepRan { Next: { } next }:
                    ladder = next.DueAt;
                    break;
                case EscalationExhausted e:
                    ladder = e.Next?.DueAt;
                    break;
                case EscalationEnded:
                    ladder = null;
                    break;
            }
        }

        return ladder;
    }
}
