using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Where an escalation ladder stands.</summary>
public sealed record LadderState
{
    /// <summary>Gets the ladder's name.</summary>
    public required string Ladder { get; init; }

    /// <summary>Gets the level whose ladder it is.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the epoch: one more with each start of a ladder. Pages of an earlier epoch are not sent any more.</summary>
    public required int Epoch { get; init; }

    /// <summary>Gets from when its loops are counted.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>Gets when it is over if nobody acknowledges.</summary>
    /// <value><see langword="null"/> for a ladder that an earlier version started.</value>
    public Instant? EndsAt { get; init; }

    /// <summary>Gets what comes next.</summary>
    /// <value><see langword="null"/> when nothing comes any more.</value>
    public EscalationNext? Next { get; init; }

    /// <summary>Gets by how much the rest of the present loop was moved earlier.</summary>
    public Duration Moved { get; init; }

    /// <summary>Gets whom the last step called.</summary>
    public ImmutableArray<EscalationTarget> LastTargets { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets whom the next step calls too: people of steps that an outage overtook, and whose acknowledgement has expired.</summary>
    public ImmutableArray<EscalationTarget> Overtaken { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets when the last loop ended without an answer.</summary>
    public Instant? ExhaustedAt { get; init; }

    /// <summary>Gets a value indicating whether it was ended: by an acknowledgement, a resolution or a cancellation.</summary>
    public bool IsEnded { get; init; }

    /// <summary>Gets a value indicating whether it runs, and everybody of it has been called: it is exhausted, or goes on without end and has begun its second loop.</summary>
    internal bool HasCalledEverybody => !IsEnded && (ExhaustedAt is not null || (EndsAt is null && !LastTargets.IsEmpty && Next is { Loop: > 2 } or { Loop: 2, Step: > 1 }));

    internal static LadderState From(EscalationStarted started) => new()
    {
        Ladder = started.Ladder,
        Level = started.Level,
        Epoch = started.Epoch,
        StartedAt = started.CountsFrom ?? started.OccurredAt,
        Next = started.Next,
        EndsAt = started.EndsAt,
        Overtaken = started.Also,
    };

    internal LadderState After(EscalationStepDue due) => this with
    {
        Next = due.Next,
        Moved = due.Next?.Loop == due.Loop ? Moved + due.Moved : Duration.Zero,
        LastTargets = due.Targets,
        Overtaken = due.IsAnnounced ? [] : Overtaken.AddRange(due.Targets),
    };

    internal LadderState After(EscalationStepRan ran) => ran.Next is null ? this : this with { Next = ran.Next, Moved = Moved + ran.Moved };
}
