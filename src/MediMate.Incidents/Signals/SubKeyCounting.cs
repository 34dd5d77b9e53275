using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Reads what a signal says of its key, so that what is said twice counts once, and no key is called quiet while a sub-key may fire.</summary>
internal static class SubKeyCounting
{
    /// <summary>Lists the sub-keys with which a key begins.</summary>
    /// <returns>The sub-keys; <see langword="null"/> when the signal names none and left none out.</returns>
    public static FiringSubKeys? Begin(Signal signal) => Change(signal, before: null)?.ApplyTo(before: null);

    /// <summary>Reads what a signal says of a key.</summary>
    public static KeyReading Read(Signal signal, FiringSubKeys? before)
    {
        if (Change(signal, before) is not { } change)
        {
            return new KeyReading(Change: null, IsQuiet: !signal.IsFiring, Observed: signal.IsFiring ? 1 : 0);
        }

        var observed = signal.SubKeys.IsEmpty && signal.IsFiring ? 1 : change.Fired.Length + change.Unnamed;
        return new KeyReading(change, change.ApplyTo(before).IsQuiet, observed);
    }

    /// <summary>Works out what a signal changes.</summary>
    /// <returns>The change; <see langword="null"/> when the signal names no sub-keys and left none out.</returns>
    private static SubKeyChange? Change(Signal signal, FiringSubKeys? before)
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
