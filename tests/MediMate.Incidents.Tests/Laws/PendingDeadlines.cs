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

        Instant?[] others = [OfLadder(timeline), OfAcknowledgement(timeline)];

        // A pause told late is resumed with the due that had run out: the breach is told, and stands.
        return clocks.Where(clock => !breached.Contains(clock.Key)).SelectMany(clock => clock.Value).Concat(others.OfType<Instant>());
    }

    /// <summary>Finds when an acknowledgement expires, or is watched no longer, told anew from the entries alone. One of an earlier cycle counts no more.</summary>
    private static Instant? OfAcknowledgement(ImmutableArray<IncidentEvent> timeline)
    {
        var (isActive, isOver) = (true, false);
        string level = ((IncidentDeclared)timeline[0]).Severity.Level;
        (Instant From, Instant LastSeen, Instant? Until)? held = null;
        var (cycle, heldIn) = (1, 0);
        foreach (var happened in timeline)
        {
            held = happened switch
            {
                Acknowledged => (happened.RecordedAt, happened.RecordedAt, null),
                AcknowledgementCleared or AcknowledgementExpired => null,
                Snoozed e => held is { } snoozed ? (e.RecordedAt, snoozed.LastSeen, e.Until) : null,
                _ => held,
            };
            heldIn = (happened as Acknowledged)?.Cycle ?? heldIn;
            if (happened is Reopened or Restored && heldIn <= cycle++)
            {
                // Who took charge in an earlier cycle is not in charge of this one; a person who reopens says so beforehand.
                held = null;
            }

            isOver = happened switch { AcknowledgementWatchEnded => true, Acknowledged or Snoozed => false, _ => isOver };
            level = happened is SeverityChanged changed ? changed.Level : level;
            isActive = happened switch { PhaseChanged e => e.To.IsActive(), _ => isActive };
            if (happened.Actor.Kind == ActorKind.Person && held is { } seen && isActive)
            {
                held = seen with { LastSeen = happened.RecordedAt };
            }
        }

        if (held is not { } last || !isActive || isOver)
        {
            return null;
        }

        var times = TestPlaybooks.WithRules.Levels.First(known => known.Name == level).AcknowledgementTimeout is { } timeout ? last.LastSeen + timeout : (Instant?)null;
        var expires = new[] { times, last.Until }.Max();
        return expires is null ? null : Instant.Min(expires.Value, last.From + Duration.FromHours(24));
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
