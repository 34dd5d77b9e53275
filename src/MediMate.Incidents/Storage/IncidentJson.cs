using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using NodaTime.Text;

namespace MediMate.Incidents;

/// <summary>How incidents, events, rows and playbooks are written: one form, byte for byte the same for the same content.</summary>
internal static class IncidentJson
{
    /// <summary>Gets the generated serializers with the options that make the form canonical.</summary>
    public static IncidentJsonContext Context { get; } = new(Options(JsonIgnoreCondition.Never));

    /// <summary>Gets the serializers of snapshots, which need not keep their form: what is not there is not written.</summary>
    public static IncidentJsonContext Snapshots { get; } = new(Options(JsonIgnoreCondition.WhenWritingNull));

    private static JsonSerializerOptions Options(JsonIgnoreCondition ignored) => new()
    {
        DefaultIgnoreCondition = ignored,
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
