using System.Collections;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using NodaTime.Text;

namespace MediMate.Incidents;

/// <summary>How incidents, events, rows and playbooks are written: one form, byte for byte the same for the same content.</summary>
internal static class IncidentJson
{
    /// <summary>Gets the generated serializers with the options that make the form canonical.</summary>
    public static IncidentJsonContext Context { get; } = new(Options());

    /// <summary>Gets the serializer of snapshots. They can be made again from the events, and need not keep their form: what is not there is not written.</summary>
    public static JsonTypeInfo<Incident> Snapshot { get; } = MakeSnapshot();

    private static JsonTypeInfo<Incident> MakeSnapshot()
    {
        var options = Options();
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.TypeInfoResolver = IncidentJsonContext.Default.WithAddedModifier(LeaveOutWhatIsNotThere);
        return (JsonTypeInfo<Incident>)options.GetTypeInfo(typeof(Incident));
    }

    private static void LeaveOutWhatIsNotThere(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.IsRequired)
            {
                continue;
            }

            if (property.PropertyType == typeof(bool))
            {
                property.ShouldSerialize = static (_, value) => value is true;
            }
            else if (property.PropertyType is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            {
                property.ShouldSerialize = static (_, value) => value is ICollection { Count: > 0 };
            }
        }
    }

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
