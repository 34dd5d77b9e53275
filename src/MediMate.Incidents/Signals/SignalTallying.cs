using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Counts further signals, so that a storm leaves an entry each ten seconds and not one for each signal.</summary>
/// <remarks>
/// What is counted and not on the timeline yet stands in the incident's tally, committed like everything else. The tally changes only in commits
/// that load the incident, and exists only while something waits in it.
/// </remarks>
internal static class SignalTallying
{
    /// <summary>How far apart two entries are at least.</summary>
    private static readonly Duration Apart = Duration.FromSeconds(10);

    /// <summary>Gets when the entry is due that the tally waits for.</summary>
    public static Instant? DueAt(IncidentDraft draft) => Find(draft)?.DueAt;

    /// <summary>Counts signals on a key: at once when there was no entry for a while, else with an entry to come.</summary>
    public static void Count(IncidentDraft draft, SignalKey key, long observed)
    {
        var tally = Find(draft);
        if (tally is null && !(draft.Incident.SignalsObservedAt is { } last && draft.Now < last + Apart))
        {
            draft.Emit(new SignalsObserved { Key = key.Key, Observed = observed, Total = key.Count + observed });
            return;
        }

        // A clock that jumped back holds the entry no longer than one that did not.
        tally ??= new SignalTally { Id = draft.Incident.Id.Value, DueAt = Instant.Min(draft.Incident.SignalsObservedAt!.Value, draft.Now) + Apart };
        var index = IndexOf(tally, key.Key);
        var count = new TallyCount { Key = key.Key, Pending = observed + (index < 0 ? 0 : tally.Counts[index].Pending), LastAt = draft.RecordedAt };
        draft.Subjects.Put(tally with { Counts = index < 0 ? tally.Counts.Add(count) : tally.Counts.SetItem(index, count) });
    }

    /// <summary>Takes out what waits on a key, for an entry that is told at once.</summary>
    /// <returns>How many.</returns>
    public static long TakePending(IncidentDraft draft, string key)
    {
        if (Find(draft) is not { } tally || IndexOf(tally, key) is not (>= 0 and var index))
        {
            return 0;
        }

        Keep(draft, tally, tally.Counts.RemoveAt(index), tally.DueAt);
        return tally.Counts[index].Pending;
    }

    /// <summary>Writes the entry that is due: that of the key that has waited longest. The others wait for theirs.</summary>
    public static void WriteDue(IncidentDraft draft)
    {
        var tally = Find(draft)!;
        Write(draft, tally.Counts[0]);
        Keep(draft, tally, tally.Counts.RemoveAt(0), draft.Now + Apart);
    }

    /// <summary>Writes all that waits: what comes next needs the counts, or ends the time in which there are any.</summary>
    public static void WriteAll(IncidentDraft draft)
    {
        if (Find(draft) is { } tally)
        {
            foreach (var count in tally.Counts)
            {
                Write(draft, count);
            }

            draft.Subjects.Remove(tally);
        }
    }

    /// <summary>Adds what waits to the counts of an incident that people look at.</summary>
    public static Incident? WithPending(Incident? incident, SignalTally? tally) => incident is null || tally is null || incident.Id.Value != tally.Id
        ? incident
        : incident with
        {
            Keys = ImmutableArray.CreateRange(incident.Keys, key => IndexOf(tally, key.Key) is >= 0 and var index
                ? key with { Count = key.Count + tally.Counts[index].Pending, LastAt = tally.Counts[index].LastAt }
                : key),
        };

    /// <summary>Finds the tally of a draft's incident.</summary>
    public static SignalTally? Find(IncidentDraft draft) => draft.IncidentIfAny is { } incident ? draft.Subjects.Find<SignalTally>(incident.Id.Value) : null;

    private static void Keep(IncidentDraft draft, SignalTally tally, ImmutableArray<TallyCount> counts, Instant dueAt)
    {
        if (counts.IsEmpty)
        {
            draft.Subjects.Remove(tally);
        }
        else
        {
            draft.Subjects.Put(tally with { Counts = counts, DueAt = dueAt });
        }
    }

    private static void Write(IncidentDraft draft, TallyCount count)
    {
        if (draft.Incident.Keys.FirstOrDefault(key => key.Key == count.Key) is { } key)
        {
            draft.EmitAsEngine(new SignalsObserved
            {
                Key = count.Key,
                Observed = count.Pending,
                Total = key.Count + count.Pending,
                LastAt = count.LastAt == draft.RecordedAt ? null : count.LastAt,
            });
        }
    }

    private static int IndexOf(SignalTally tally, string key)
    {
        for (var i = 0; i < tally.Counts.Length; i++)
        {
            if (tally.Counts[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }
}
