using NodaTime;

namespace MediMate.Incidents.Tests.Clocks;

/// <summary>What the tests take for granted about time zones; checked first, so that new time-zone data does not look like a bug.</summary>
internal static class Premises
{
    /// <summary>A local time does not exist, for a gap of that length; a negative length says that it exists twice.</summary>
    public static void Holds(string zone, LocalDateTime local, Duration gap)
    {
        var mapping = DateTimeZoneProviders.Tzdb[zone].MapLocal(local);
        Assert.True(
            mapping.Count != 1 && Duration.FromSeconds(mapping.LateInterval.WallOffset.Seconds - mapping.EarlyInterval.WallOffset.Seconds) == gap,
            $"In {zone} {local} was expected to lie in a change of {gap}; the time-zone data says otherwise.");
    }
}
