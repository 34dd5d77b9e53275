using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What is needed of immutable arrays and the base library lacks.</summary>
internal static class ImmutableArrays
{
    /// <summary>Gives an empty array for one that was never set, which throws whatever is asked of it.</summary>
    public static ImmutableArray<T> OrEmpty<T>(this ImmutableArray<T> array) => array.IsDefault ? [] : array;

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
