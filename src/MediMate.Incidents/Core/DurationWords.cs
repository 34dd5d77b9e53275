using System.Globalization;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Says durations as people do: <c>1 hour 30 minutes</c>.</summary>
internal static class DurationWords
{
    public static string Of(Duration duration)
    {
        var rest = duration < Duration.Zero ? -duration : duration;
        var words = new List<string>();
        Add(rest.Days, "day");
        Add(rest.Hours, "hour");
        Add(rest.Minutes, "minute");
        var seconds = (decimal)(rest.NanosecondOfDay % NodaConstants.NanosecondsPerMinute) / NodaConstants.NanosecondsPerSecond;
        Add(seconds, "second");
        return (duration < Duration.Zero ? "-" : string.Empty) + (words.Count == 0 ? "0 seconds" : string.Join(' ', words));

        void Add(decimal count, string unit)
        {
            if (count != 0)
            {
                words.Add(string.Create(CultureInfo.InvariantCulture, $"{count:0.######} {unit}{(count == 1 ? string.Empty : "s")}"));
            }
        }
    }
}
