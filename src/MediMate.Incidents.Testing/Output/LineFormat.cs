using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents.Testing;

/// <summary>How instants and durations are written and read: instants in the offset of the start, or as a duration from it.</summary>
internal sealed class LineFormat(Instant start, Offset offset)
{
    private static readonly OffsetDateTimePattern Whole =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'sso<+HH:mm>");

    private static readonly OffsetDateTimePattern Fine =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'ffffffo<+HH:mm>");

    public Instant Start { get; } = start;

    public static string Write(Duration duration) => PeriodPattern.NormalizingIso.Format(Period.FromTicks(duration.BclCompatibleTicks).Normalize());

    public static bool TryReadDuration(string text, out Duration duration)
    {
        duration = default;
        var parsed = PeriodPattern.NormalizingIso.Parse(text);
        if (!parsed.Success || parsed.Value.Years != 0 || parsed.Value.Months != 0)
        {
            return false;
        }

        duration = parsed.Value.ToDuration();
        return true;
    }

    /// <summary>Reads an instant with its offset, as a start is written.</summary>
    public static bool TryReadOffsetDateTime(string text, out OffsetDateTime value)
    {
        var parsed = OffsetDateTimePattern.Rfc3339.Parse(text);
        value = parsed.Success ? parsed.Value : default;
        return parsed.Success;
    }

    public string Write(Instant instant)
    {
        var local = instant.WithOffset(offset);
        return (local.NanosecondOfSecond == 0 ? Whole : Fine).Format(local);
    }

    /// <summary>Reads an instant, or a duration from the start.</summary>
    public bool TryReadInstant(string text, out Instant instant)
    {
        if (TryReadDuration(text, out var fromStart))
        {
            instant = Start + fromStart;
            return true;
        }

        var isRead = TryReadOffsetDateTime(text, out var value);
        instant = isRead ? value.ToInstant() : default;
        return isRead;
    }
}
