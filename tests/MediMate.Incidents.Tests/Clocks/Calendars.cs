using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents.Tests.Clocks;

/// <summary>Calendars for tests, and instants in their zones.</summary>
internal static class Calendars
{
    public const string Home = "Asia/Kuala_Lumpur";

    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static ImmutableArray<IsoDayOfWeek> Week { get; } =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    /// <summary>Monday to Friday, 09:00–17:00.</summary>
    public static CalendarDefinition Office { get; } = Weekly(Week[..5], "09:00-17:00");

    public static CalendarDefinition AllDay { get; } = Weekly(Week, "00:00-00:00");

    public static CalendarDefinition Weekly(ImmutableArray<IsoDayOfWeek> days, params string[] hours) => new()
    {
        Name = "Office",
        Windows = [.. days.SelectMany(day => hours.Select(window => Window(day, window)))],
    };

    public static WeeklyWindow Window(IsoDayOfWeek day, string hours) => new() { Day = day, Opens = Time(hours[..5]), Closes = Time(hours[6..]) };

    public static ExtraWindow Extra(string date, string hours) =>
        new() { Date = LocalDatePattern.Iso.Parse(date).Value, Opens = Time(hours[..5]), Closes = Time(hours[6..]) };

    public static LocalTime Time(string text) => TimePattern.Parse(text == "24:00" ? "00:00" : text).Value;

    /// <summary>An instant by its local time; of two the earlier.</summary>
    public static Instant At(string local, string zone = Home) =>
        Pattern.Parse(local).Value.InZone(DateTimeZoneProviders.Tzdb[zone], NodaTime.TimeZones.Resolvers.LenientResolver).ToInstant();

    public static string Local(Instant? instant, string zone = Home) =>
        instant is { } at ? Pattern.Format(at.InZone(DateTimeZoneProviders.Tzdb[zone]).LocalDateTime) : "never";
}
