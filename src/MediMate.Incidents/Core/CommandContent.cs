using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MediMate.Incidents;

/// <summary>What a command asks for, as a hash: given again under its idempotency key, it has to be the same.</summary>
internal static class CommandContent
{
    /// <summary>
    /// Gets the serializers. What has no value is left out: a member that a later version adds changes no hash of a command that does not use it.
    /// Members that cannot be set are written too: they may be all that a value says.
    /// </summary>
    internal static CommandJsonContext Json { get; } = new(new JsonSerializerOptions(IncidentJson.Context.Options)
    {
        TypeInfoResolver = null,
        IgnoreReadOnlyProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    });

    /// <summary>Hashes a command with what it is about.</summary>
    /// <param name="command">The command.</param>
    /// <param name="subject">The incident that it names.</param>
    /// <returns>SHA-256 as 64 hexadecimal digits in lower case.</returns>
    public static string HashOf(IncidentCommand command, IncidentId? subject)
    {
        object content = command switch
        {
            TakeBeat c => c.Beat,
            SignalCommand c => c.Signal,
            Declare c => c.Declaration,
            BeginSilence c => c.Silence,
            _ => command,
        };
        var type = content.GetType();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{type.Name}\n{subject}\n"));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(content, TypeOf(type)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static JsonTypeInfo TypeOf(Type type) => Json.GetTypeInfo(type)
        ?? throw new InvalidOperationException($"{type.Name} is missing in {nameof(CommandJsonContext)}.");
}
