using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Serialization.SystemTextJson;

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
            NodaConverters.InstantConverter,
            NodaConverters.RoundtripDurationConverter,
            NodaConverters.LocalDateConverter,
            NodaConverters.LocalTimeConverter,
        },
    };
}
