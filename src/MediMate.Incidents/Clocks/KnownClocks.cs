using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>All clocks, in the order in which documents list them.</summary>
internal static class KnownClocks
{
    /// <summary>Gets the names with the words by which people know them.</summary>
    public static ImmutableArray<(string Name, string Title)> All { get; } =
    [
        (ClockNames.Response, "Response"),
        (ClockNames.Resolution, "Resolution"),
        (ClockNames.UpdateCadence, "Update cadence"),
        (ClockNames.ReviewDue, "Review due"),
    ];

    public static bool Has(string name) => All.Any(clock => clock.Name == name);
}
