using System.Globalization;

namespace MediMate.Incidents;

/// <summary>Checks a query before any store looks for anything.</summary>
internal static class QueryCheck
{
    /// <summary>Checks a query.</summary>
    /// <returns>The number below which incidents are looked for.</returns>
    /// <exception cref="ArgumentException">The query cannot be.</exception>
    public static long Before(IncidentQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1 or > IncidentQuery.MaximumLimit)
        {
            throw new ArgumentOutOfRangeException(
                nameof(query), query.Limit, $"A page has from 1 to {IncidentQuery.MaximumLimit} incidents; the limit is {query.Limit}.");
        }

        if (query.After is null)
        {
            return long.MaxValue;
        }

        return long.TryParse(query.After, NumberStyles.None, CultureInfo.InvariantCulture, out var before)
            ? before
            : throw new ArgumentException($"\"{query.After}\" is no mark of a page. Give what IncidentPage.Next gave.", nameof(query));
    }

    /// <summary>Writes the mark after which the next page begins.</summary>
    public static string Mark(long number) => number.ToString(CultureInfo.InvariantCulture);
}
