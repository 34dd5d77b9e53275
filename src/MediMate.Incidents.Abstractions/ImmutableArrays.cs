using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What the fold needs of immutable arrays and the base library lacks.</summary>
internal static class ImmutableArrays
{
    /// <summary>Finds the first element that fits.</summary>
    /// <returns>Its index, or −1.</returns>
    public static int FindIndex<T>(this ImmutableArray<T> array, Func<T, bool> fits)
    {
        for (var i = 0; i < array.Length; i++)
        {
            if (fits(array[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
