using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using NodaTime.Text;

namespace MediMate.Incidents;

/// <summary>How incidents, events, rows and playbooks are written: one form, byte for byte the same for the same content.</summary>
internal static class IncidentJson
{
    /// <summary>Gets the generated serializers with the options that make the form canonical.</summary>
    public static IncidentJsonContext Context { get; } = new(Options());

    private static JsonSerializerOptions Options() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,

        // What can be computed from the rest is not written.
        IgnoreReadOnlyProperties = true,

        // Times have a plus sign in them, texts have quotes: the bytes are not for HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            // Made here, not taken from NodaConverters: touching that class takes in converters that cannot be compiled ahead of time.
            new NodaPatternConverter<Instant>(InstantPattern.ExtendedIso),
            new NodaPatternConverter<Duration>(DurationPattern.Roundtrip),
            new NodaPatternConverter<LocalDate>(LocalDatePattern.Iso, CheckIso),
            new NodaPatternConverter<LocalTime>(LocalTimePattern.ExtendedIso),
        },
    };

    /// <summary>Refuses a date of another calendar: written, it would be read as another day.</summary>
    private static void CheckIso(LocalDate date)
    {
        if (date.Calendar != CalendarSystem.Iso)
        {
            throw new ArgumentException($"{date} belongs to the calendar {date.Calendar}. Give it as a date of the ISO calendar.", nameof(date));
        }
    }
}
