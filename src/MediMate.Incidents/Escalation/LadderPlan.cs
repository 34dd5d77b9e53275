using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The arithmetic of a ladder: what comes when. Loops and steps are counted from one.</summary>
internal static class LadderPlan
{
    /// <summary>How long a ladder without cycle waits after its last step where the response clock says nothing, and how often the emergency contact is then called.</summary>
    private static readonly Duration WithoutCycle = Duration.FromMinutes(30);

    public static EscalationNext First(Ladder ladder, Instant start) => At(ladder, start, loop: 1, step: 1, Duration.Zero);

    /// <summary>What comes first from an instant on, where the ladder counts from an earlier one.</summary>
    public static EscalationNext FirstFrom(Ladder ladder, Instant start, Instant now, Instant? responseDue)
    {
        // The steps of a loop lie within its cycle: the loops before the present one are over.
        var passed = ladder.Cycle is { } cycle && now > start ? (int)Math.Min(LastLoop(ladder) - 1, (now - start) / cycle) : 0;
        for (var loop = passed + 1; loop <= LastLoop(ladder); loop++)
        {
            for (var step = 1; step <= ladder.Steps.Length; step++)
            {
                if (At(ladder, start, loop, step, Duration.Zero) is { } next && next.DueAt >= now)
                {
                    return next;
                }
            }
        }

        return new EscalationNext { Loop = LastLoop(ladder) + 1, Step = 0, DueAt = Instant.Max(now, EndOf(ladder, start, responseDue)) };
    }

    /// <summary>What comes after a step, by the schedule.</summary>
    public static EscalationNext After(Ladder ladder, LadderState state, int loop, int step, Instant? responseDue)
    {
        if (step < ladder.Steps.Length)
        {
            return At(ladder, state.StartedAt, loop, step + 1, state.Moved);
        }

        return loop < LastLoop(ladder)
            ? At(ladder, state.StartedAt, loop + 1, step: 1, Duration.Zero)
            : new EscalationNext { Loop = loop + 1, Step = 0, DueAt = state.EndsAt ?? EndOf(ladder, state.StartedAt, responseDue) };
    }

    /// <summary>How long the person to whom an incident was reassigned has before the ladder begins: the first gap of it, else its cycle.</summary>
    public static Duration FirstGap(Ladder ladder)
    {
        foreach (var step in ladder.Steps)
        {
            if (step.Offset > ladder.Steps[0].Offset)
            {
                return step.Offset - ladder.Steps[0].Offset;
            }
        }

        return EmergencyCycle(ladder);
    }

    public static Duration EmergencyCycle(Ladder ladder) => ladder.Cycle ?? WithoutCycle;

    public static ImmutableArray<EscalationTarget> Targets(LadderStep step) =>
        [.. step.Targets.Select(name => new EscalationTarget { Name = name, Channels = step.Channels })];

    private static EscalationNext At(Ladder ladder, Instant start, int loop, int step, Duration moved) => new()
    {
        Loop = loop,
        Step = step,
        DueAt = start + ((ladder.Cycle ?? Duration.Zero) * (loop - 1)) + ladder.Steps[step - 1].Offset - moved,
    };

    /// <summary>Computes when a ladder that counts from an instant is over.</summary>
    /// <returns>The instant; <see langword="null"/> for a ladder that goes on until somebody acknowledges.</returns>
    public static Instant? End(Ladder ladder, Instant start, Instant? responseDue) => ladder.UntilAcknowledged ? null : EndOf(ladder, start, responseDue);

    private static Instant EndOf(Ladder ladder, Instant start, Instant? responseDue)
    {
        if (ladder.Cycle is { } cycle)
        {
            return start + (cycle * (ladder.Repeats + 1));
        }

        var last = start + ladder.Steps[^1].Offset;
        return responseDue > last ? responseDue.Value : last + WithoutCycle;
    }

    /// <summary>Gets the last loop. One that goes on until somebody acknowledges has none that anybody would live to see.</summary>
    private static int LastLoop(Ladder ladder) => ladder.UntilAcknowledged ? int.MaxValue - 1 : ladder.Repeats + 1;
}
