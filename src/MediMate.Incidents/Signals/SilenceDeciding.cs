using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Decides when silences begin and end, and what becomes of their entries.</summary>
internal static class SilenceDeciding
{
    /// <summary>Each signal looks at all of them.</summary>
    public const int MostOpen = 100;

    private const int MostOfReason = 2_000;
    private static readonly Duration Longest = Duration.FromDays(30);
    private static readonly Duration FarthestAhead = Duration.FromDays(366);

    /// <summary>How long a silence that is over is kept, so that people can look what it held back.</summary>
    private static readonly Duration KeptFor = Duration.FromDays(90);

    public static Rejection? Decide(BeginSilence command, IncidentDraft draft)
    {
        var wanted = command.Silence;
        var from = Instant.Max(EngineClock.Cut(wanted.From ?? draft.Now), draft.Now);
        var until = EngineClock.Cut(wanted.Until);
        if (Check(wanted, from, until, draft.Now) is { } invalid)
        {
            return invalid;
        }

        if (draft.Subjects.All<Silence>().Count(silence => silence.OverAt is null) >= MostOpen)
        {
            return Rejections.TooManySilences(MostOpen);
        }

        var begun = new Silence
        {
            Id = command.Id,
            Match = Label.From(wanted.Match.Select(label => KeyValuePair.Create(label.Name.Trim(), label.Value))),
            From = from,
            Until = until,
            Reason = wanted.Reason,
            By = command.By,
        };
        draft.Subjects.Put(from <= draft.Now ? Begin(begun, draft) : begun);
        foreach (var old in draft.Subjects.All<Silence>().ToList().Where(silence => IsForgotten(silence, draft.Now)))
        {
            draft.Subjects.Remove(old);
        }

        return null;
    }

    public static Rejection? Decide(EndSilence command, IncidentDraft draft)
    {
        if (draft.Subjects.Find<Silence>(command.Id) is not { } silence)
        {
            return Rejections.UnknownSilence(command.Id);
        }

        if (silence.OverAt is not null || silence.EndsAt <= draft.Now)
        {
            return Rejections.SilenceOver(silence);
        }

        draft.Subjects.Put(EndIfDone(silence with { EndedAt = draft.Now, EndedBy = command.By }, draft));
        return null;
    }

    /// <summary>Begins and ends silences when it is time. One whose entries still fire is left: they go first, each in a commit of its own.</summary>
    public static Rejection? Decide(TickSilence command, IncidentDraft draft)
    {
        if (draft.Subjects.Find<Silence>(command.Id) is not { OverAt: null } silence)
        {
            return null;
        }

        var after = silence;
        if (draft.Now >= silence.EndsAt)
        {
            after = EndIfDone(silence, draft);
        }
        else if (!silence.IsStarted && draft.Now >= silence.From)
        {
            after = Begin(silence, draft);
        }

        if (!ReferenceEquals(after, silence))
        {
            draft.Subjects.Put(after);
        }

        return null;
    }

    /// <summary>Lets one entry of a silence go that has ended: as if its signal came now.</summary>
    public static Rejection? Decide(ReleaseSilenced command, IncidentDraft draft)
    {
        if (draft.Subjects.Find<Silence>(command.SilenceId) is not { OverAt: null } silence
            || draft.Now < silence.EndsAt
            || Silencing.IndexOf(silence, command.Signal) is not (>= 0 and var index)
            || !silence.Entries[index].IsFiring)
        {
            // Somebody else did it, or it is over by now.
            return null;
        }

        var entry = silence.Entries[index];
        var takenBy = SignalIntake.Take(draft, Silencing.SignalOf(entry), new SignalCount(entry.Count, entry.Counted));
        draft.Subjects.Put(silence with { Entries = silence.Entries.SetItem(index, entry with { IsReleased = true, ReleasedTo = takenBy?.Reference }) });
        return null;
    }

    /// <summary>Tells whether a silence has been over for so long that it is no longer kept.</summary>
    public static bool IsForgotten(Silence silence, Instant now) => silence.OverAt is { } over && now >= over + KeptFor;

    private static Silence Begin(Silence silence, IncidentDraft draft)
    {
        draft.Tell(new SilenceStarted { At = draft.Now, Actor = silence.By, SilenceId = silence.Id, Match = silence.Match, Until = silence.EndsAt, Reason = silence.Reason });
        return silence with { IsStarted = true };
    }

    private static Silence EndIfDone(Silence silence, IncidentDraft draft)
    {
        if (silence.Entries.Any(entry => entry.IsFiring))
        {
            return silence;
        }

        draft.Tell(new SilenceEnded { At = draft.Now, Actor = silence.EndedBy ?? Actor.System, SilenceId = silence.Id, Match = silence.Match });
        return silence with { OverAt = draft.Now };
    }

    private static Rejection? Check(StartSilence wanted, Instant from, Instant until, Instant now)
    {
        var problems = CommandChecks.Required(("reason", wanted.Reason))?.Reasons ?? [];
        if (wanted.Reason?.Length > MostOfReason)
        {
            problems = problems.Add($"reason has at most {MostOfReason} characters");
        }

        problems = problems.AddRange(CheckMatch(wanted.Match.OrEmpty()));
        if (from > now + FarthestAhead)
        {
            problems = problems.Add($"from {from} is at most {FarthestAhead.Days} days ahead of now, {now}");
        }

        if (until <= from)
        {
            problems = problems.Add($"until {until} is after the beginning, {from}");
        }
        else if (until > from + Longest)
        {
            problems = problems.Add($"until {until} is at most {Longest.Days} days after the beginning, {from}");
        }

        return problems.IsEmpty ? null : Rejections.Invalid(problems);
    }

    private static IEnumerable<string> CheckMatch(ImmutableArray<Label> match)
    {
        if (match.IsEmpty)
        {
            yield return "match has at least one label: a silence of everything would hide what it is not about";
        }

        if (match.Any(label => string.IsNullOrWhiteSpace(label?.Name) || string.IsNullOrEmpty(label.Value)))
        {
            yield return "each label of match has a name and a value";
        }
        else if (match.DistinctBy(label => label.Name.Trim(), StringComparer.OrdinalIgnoreCase).Count() < match.Length)
        {
            yield return "each label of match has a name of its own: no signal could carry two values of one";
        }
    }
}
