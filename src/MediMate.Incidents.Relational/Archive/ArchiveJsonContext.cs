using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MediMate.Incidents;

/// <summary>The generated serializers of an archive's lines.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ArchiveLine))]
internal sealed partial class ArchiveJsonContext : JsonSerializerContext
{
    /// <summary>Gets the serializers with the archive's options.</summary>
    public static ArchiveJsonContext Archive { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // A line that says more than this version understands must not be taken for one that says less.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,

        // The lines are not for HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
