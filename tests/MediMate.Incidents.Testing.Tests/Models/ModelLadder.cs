using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>A ladder that was started (semantics, 5).</summary>
internal sealed class ModelLadder
{
    private static readonly Duration HalfAnHour = Duration.FromMinutes(30);
    private static readonly Duration OneDay = Duration.FromHours(24);

    public required Ladder Source { get; init; }

    /// <summary>Gets a number that tells this start of a ladder from every other.</summary>
    public required int Epoch { get; init; }

    public required Instant StartedAt { get; init; }

    /// <summary>Gets when it is exhausted.</summary>
    public required Instant EndsAt { get; set; }

    public required string EmergencyContact { get; init; }

    public required bool IsFull { get; init; }

    public (int Loop, int Step, Instant Due)? Next { get; set; }

    /// <summary>Gets or sets by how much the rest of the present loop moved earlier.</summary>
    public Duration Moved { get; set; }

    public ImmutableArray<ModelTarget> LastTargets { get; set; } = [];

    public ImmutableArray<ModelTarget> Overtaken { get; set; } = [];

    public Instant? ExhaustedAt { get; set; }

    public bool IsEnded { get; set; }

    public static ModelLadder Start(ModelPlaybook playbook, string level, ImmutableArray<Label> labels, Instant at, Instant? responseDue, int epoch)
    {
        var source = playbook.Ladder(level, labels);
        return new ModelLadder
        {
            Source = source,
            Epoch = epoch,
            StartedAt = at,
            EndsAt = source.Cycle is { } cycle ? at + (cycle * (source.Repeats + 1))
                : EndWithoutCycle(source, at, responseDue),
            EmergencyContact = playbook.Source.EmergencyContact,
            IsFull = playbook.IsFull(level),
            Next = (1, 1, at + source.Steps[0].Offset),
        };
    }

    public static Instant EndWithoutCycle(Ladder source, Instant start, Instant? responseDue)
    {
        var lastStep = start + source.Steps[^1].Offset;
        return responseDue > lastStep ? responseDue.Value : lastStep + HalfAnHour;
    }

    public ModelLadder Copy() => (ModelLadder)MemberwiseClone();

    /// <summary>Gives whom the step that is next calls, and goes on to the one after it.</summary>
    public (int Loop, int Step, Instant Due, ImmutableArray<ModelTarget> Targets) Take()
    {
        var (loop, step, due) = Next!.Value;
        ImmutableArray<ModelTarget> targets = step == 0
            ? [new ModelTarget(EmergencyContact, [])]
            : TargetsOf(step);
        if (step == 0)
        {
            var next = due + (Source.Cycle ?? HalfAnHour);
            Next = next <= ExhaustedAt + OneDay ? (loop + 1, 0, next) : null;
        }
        else if (step < Source.Steps.Length)
        {
            Next = (loop, step + 1, StartedAt + ((Source.Cycle ?? Duration.Zero) * (loop - 1)) + Source.Steps[step].Offset - Moved);
        }
        else
        {
            Moved = Duration.Zero;
            Next = Source.UntilAcknowledged || loop <= Source.Repeats ? (loop + 1, 1, StartedAt + (Source.Cycle!.Value * loop) + Source.Steps[0].Offset) : (loop + 1, 0, EndsAt);
        }

        return (loop, step, due, targets);
    }

    public ImmutableArray<ModelTarget> TargetsOf(int step) =>
        [.. Source.Steps[step - 1].Targets.Select(target => new ModelTarget(target, Source.Steps[step - 1].Channels))];

    /// <summary>Tells whether what comes next calls somebody, and not only says that it is over.</summary>
    public bool NextCalls() => Next is { } next && (next.Step > 0 || IsFull);

    /// <summary>Nobody was reached at a step: the next one of the same loop runs at once, and the rest of that loop moves earlier by the gap.</summary>
    public Duration MoveAfter(int loop, int step, Instant now)
    {
        if (Next is not { } next || next.Loop != loop || next.Step != step + 1 || next.Due <= now)
        {
            return Duration.Zero;
        }

        var gap = next.Due - now;
        Next = next with { Due = now };
        Moved += gap;
        return gap;
    }
}

/// <summary>Whom a step calls, and on which channels; none for the first of each person.</summary>
internal sealed record ModelTarget(string Name, ImmutableArray<string> Channels)
{
    /// <summary>Gets a value indicating whether it is a person, who is called after the roles.</summary>
    public bool IsPerson { get; init; }
}
