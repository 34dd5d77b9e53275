using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Counts the sub-keys of signals, so that what is said twice counts once, and no key is called quiet while one of them may fire.</summary>
internal static class SubKeyCounting
{
    /// <summary>Lists the sub-keys with which a key begins.</summary>
    /// <returns>The sub-keys; <see langword="null"/> when the signal names none and left none out.</returns>
    public static FiringSubKeys? Begin(Signal signal) => Change(signal, before: null) is { } change ? change.ApplyTo(before: null) : null;

    /// <summary>Works out what a signal changes.</summary>
    /// <returns>The change; <see langword="null"/> when the signal names no sub-keys and left none out.</returns>
    public static SubKeyChange? Change(Signal signal, FiringSubKeys? before)
    {
        if (signal.SubKeys.IsEmpty && !signal.IsTruncated)
        {
            return null;
        }

        var known = before ?? new FiringSubKeys();
        var named = known.Named.ToHashSet(StringComparer.Ordinal);

        // One that is listed twice fires if either says so.
        var firing = new HashSet<string>(signal.SubKeys.Where(subKey => !subKey.IsResolved).Select(subKey => subKey.Id), StringComparer.Ordinal);
        var over = signal.SubKeys.Where(subKey => subKey.IsResolved && !firing.Contains(subKey.Id)).Select(subKey => subKey.Id).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<string> resolved = [.. known.Named.Where(over.Contains)];
        List<string> fired = [.. firing.Where(id => !named.Contains(id))];
        var room = FiringSubKeys.MostNamed - known.Named.Length + resolved.Length;
        var beyond = Math.Max(0, fired.Count - room);
        return new SubKeyChange
        {
            Fired = [.. fired.Take(room)],
            Resolved = resolved,

            // Those beyond have no names here. As many of them as were counted before may be the same ones.
            Unnamed = Math.Max(0, beyond - known.Unnamed),
            IsTruncated = signal.IsTruncated,
        };
    }
}
