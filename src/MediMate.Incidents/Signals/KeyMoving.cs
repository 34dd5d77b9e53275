using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Moves the keys of a duplicate, with what came in on them, to its original.</summary>
internal static class KeyMoving
{
    /// <summary>Checks the original.</summary>
    /// <returns>The refusal, or <see langword="null"/>.</returns>
    public static Rejection? Check(Cancel command, IncidentDraft draft)
    {
        if (command.DuplicateOf is not { } id)
        {
            return null;
        }

        if (id == draft.Incident.Id)
        {
            return Rejections.NoOriginal(draft.Incident, "it is a duplicate of another incident, not of itself");
        }

        return draft.Inputs.Beside switch
        {
            null => Rejections.NoOriginal(draft.Incident, $"the incident {id} exists"),
            { } original when draft.Beside(original).Incident is { Phase: var phase } present && phase.IsEnded() =>
                Rejections.NoOriginal(draft.Incident, $"{present.Reference} has not ended; it is {phase}"),
            _ => null,
        };
    }

    /// <summary>Cancels as a duplicate; <see cref="PhaseChanging.Change"/> comes before.</summary>
    public static void Cancel(Cancel command, IncidentDraft draft)
    {
        var duplicate = draft.Incident;
        if (command.DuplicateOf is null)
        {
            draft.Emit(new Cancelled { Reason = command.Reason });
            return;
        }

        var original = draft.Inputs.Beside!;
        draft.Emit(new Cancelled { Reason = command.Reason, DuplicateOf = original.Id, Original = original.Reference });
        if (duplicate.Keys.IsEmpty && !duplicate.HasKeylessSignal)
        {
            return;
        }

        var receiver = draft.Beside(original);
        SignalTallying.WriteAll(receiver);
        foreach (var key in duplicate.Keys)
        {
            receiver.Emit(Moved(duplicate, key, receiver.Incident.Keys.FirstOrDefault(known => known.Key == key.Key)));
        }

        if (duplicate.HasKeylessSignal)
        {
            receiver.Emit(new KeysMoved { Key = null, From = duplicate.Reference, Total = 1, IsQuiet = false, FirstAt = duplicate.DeclaredAt, LastAt = duplicate.DeclaredAt });
        }
    }

    /// <summary>The original may have had the key before, when it was resolved and the duplicate declared: the counts add up.</summary>
    private static KeysMoved Moved(Incident duplicate, SignalKey key, SignalKey? known) => new()
    {
        Key = key.Key,
        From = duplicate.Reference,
        Total = key.Count + (known?.Count ?? 0),
        IsQuiet = key.IsQuiet && known is not { IsQuiet: false },
        QuietSince = !key.IsQuiet || known is { IsQuiet: false } ? null : known?.QuietSince > key.QuietSince ? known.QuietSince : key.QuietSince,
        SubKeys = Joined(key.SubKeys, known?.SubKeys),
        FirstAt = known is null ? key.FirstAt : Instant.Min(key.FirstAt, known.FirstAt),
        LastAt = known is null ? key.LastAt : Instant.Max(key.LastAt, known.LastAt),
    };

    private static FiringSubKeys? Joined(FiringSubKeys? one, FiringSubKeys? other)
    {
        if (one is null || other is null)
        {
            return one ?? other;
        }

        ImmutableArray<string> named = [.. one.Named.Union(other.Named, StringComparer.Ordinal)];
        return new FiringSubKeys
        {
            Named = [.. named.Take(FiringSubKeys.MostNamed)],
            Unnamed = one.Unnamed + other.Unnamed + Math.Max(0, named.Length - FiringSubKeys.MostNamed),
            IsTruncated = one.IsTruncated || other.IsTruncated,
        };
    }
}
