using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>An instance of a clock (semantics, 4): nothing but spans and pauses, from which everything else is worked out anew.</summary>
internal sealed class ModelClock
{
    public required string Name { get; init; }

    public required int Instance { get; init; }

    public required ImmutableArray<decimal> Fractions { get; init; }

    /// <summary>Gets what counted from when on: the first from the start, each other from a retarget.</summary>
    public List<ModelSpan> Spans { get; private init; } = [];

    /// <summary>Gets the pauses as they were told; they may overlap.</summary>
    public List<(Instant From, Instant? To)> Pauses { get; private init; } = [];

    /// <summary>Gets the warnings that were given, or overtaken.</summary>
    public HashSet<(string Level, decimal Fraction)> Warned { get; private init; } = [];

    /// <summary>Gets the warnings that were past already when the present level came.</summary>
    public HashSet<decimal> Silent { get; private init; } = [];

    /// <summary>Gets or sets a value indicating whether it has run out, as far as anybody has looked.</summary>
    public bool IsBreached { get; set; }

    /// <summary>Gets the breaches that were told and not taken back, each with the span in which it ran out and the number of its entry.</summary>
    public List<(int Span, Instant Due, int Entry)> Told { get; private init; } = [];

    public Instant? StoppedAt { get; set; }

    public string? Result { get; set; }

    /// <summary>Gets or sets from when on a repeating clock repeats, for a day.</summary>
    public Instant? RepeatsFrom { get; set; }

    public string Level => Spans[^1].Level;

    public Instant StartedAt => Spans[0].From;

    public bool IsRunning => StoppedAt is null;

    public bool IsPaused => Pauses.Exists(pause => pause.To is null);

    public Instant PausedAt => Pauses.Find(pause => pause.To is null).From;

    public ModelClock Copy() => new()
    {
        Name = Name,
        Instance = Instance,
        Fractions = Fractions,
        Spans = [.. Spans],
        Pauses = [.. Pauses],
        Warned = [.. Warned],
        Silent = [.. Silent],
        IsBreached = IsBreached,
        Told = [.. Told],
        StoppedAt = StoppedAt,
        Result = Result,
        RepeatsFrom = RepeatsFrom,
    };

    public Duration Worked(Instant at)
    {
        var sum = Duration.Zero;
        foreach (var (from, to, hours) in Chunks(Pauses))
        {
            sum += hours.Worked(from, Instant.Min(to, at));
        }

        return sum;
    }

    /// <summary>Finds the earliest instant by which a part of the target was worked. A pause that goes on is left out: it would be due without it.</summary>
    public Instant Due(decimal fraction = 1) =>
        Reach(Part(Spans[^1].Target, fraction), Chunks(Pauses.FindAll(pause => pause.To is not null)))!.Value;

    /// <summary>Finds when the target of a span ran out while that span was in force, with all pauses that are known by now.</summary>
    public Instant? RanOutIn(int span) =>
        Reach(Spans[span].Target, Chunks(Pauses).Where(chunk => span == Spans.Count - 1 || chunk.From < Spans[span + 1].From));

    /// <summary>Finds the span whose target holds for a stop: at one instant a stop comes before a retarget.</summary>
    public int SpanOf(Instant stop) => Enumerable.Range(0, Spans.Count).First(span => span == Spans.Count - 1 || stop <= Spans[span + 1].From);

    /// <summary>Takes back the breaches that were none, as is known by now.</summary>
    public List<(int Span, Instant Due, int Entry)> TakeBack(Instant stop)
    {
        var last = SpanOf(stop);
        var none = Told.FindAll(told => told.Span > last || RanOutIn(told.Span) is not { } ranOut || stop <= ranOut);
        Told.RemoveAll(none.Contains);
        return none;
    }

    private static Duration Part(Duration target, decimal fraction) => Duration.FromTicks((double)(fraction * target.BclCompatibleTicks));

    private static Instant? Reach(Duration needed, IEnumerable<(Instant From, Instant To, ModelHours Hours)> chunks)
    {
        foreach (var (from, to, hours) in chunks)
        {
            // At one instant a retarget and a pause come before the evaluation: what is due just then is due when they are over.
            var due = hours.Due(from, needed);
            if (due < to)
            {
                return due;
            }

            needed -= hours.Worked(from, to);
        }

        return null;
    }

    public IEnumerable<(decimal Fraction, Instant At)> WarningsLeft() => Fractions
        .Where(fraction => !Warned.Contains((Level, fraction)) && !Silent.Contains(fraction))
        .Select(fraction => (fraction, Due(fraction)));

    public Instant? NextDueAt()
    {
        if (!IsRunning || IsBreached)
        {
            return null;
        }

        var next = WarningsLeft().Select(warning => warning.At).Append(Due()).Min();
        return IsPaused && next >= PausedAt ? null : next;
    }

    /// <summary>Measures another target from now on; what was counted stays counted, under the hours of then (4.6).</summary>
    public void Retarget(ModelSpan span)
    {
        Spans.Add(span);
        Silent.Clear();
        Silent.UnionWith(Fractions.Where(fraction => Reach(Part(span.Target, fraction), Chunks(Pauses)) < span.From));
        IsBreached &= Reach(span.Target, Chunks(Pauses)) <= span.From;
    }

    private List<(Instant From, Instant To, ModelHours Hours)> Chunks(List<(Instant From, Instant? To)> pauses)
    {
        var chunks = new List<(Instant, Instant, ModelHours)>();
        for (var i = 0; i < Spans.Count; i++)
        {
            var from = Spans[i].From;
            var end = i + 1 < Spans.Count ? Spans[i + 1].From : Instant.MaxValue;
            foreach (var (begins, to) in pauses.OrderBy(pause => pause.From).Where(pause => pause.From < end))
            {
                if (begins >= from)
                {
                    chunks.Add((from, begins, Spans[i].Hours));
                }

                from = Instant.Max(from, Instant.Min(to ?? Instant.MaxValue, end));
            }

            if (from < end)
            {
                chunks.Add((from, end, Spans[i].Hours));
            }
        }

        return chunks;
    }
}

/// <summary>What a clock measures from an instant on.</summary>
internal sealed record ModelSpan(Instant From, string Level, Duration Target, ModelHours Hours);
