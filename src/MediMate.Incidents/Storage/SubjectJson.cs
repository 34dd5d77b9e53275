using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MediMate.Incidents;

/// <summary>Writes subjects that are no incidents as bytes, and reads them back.</summary>
internal static class SubjectJson
{
    /// <summary>Each kind that this version knows, with its serializer.</summary>
    private static readonly FrozenDictionary<SubjectKind, JsonTypeInfo> Types = new Dictionary<SubjectKind, JsonTypeInfo>
    {
        [SubjectKind.Silence] = IncidentJson.Context.Silence,
        [SubjectKind.HeartbeatMonitor] = IncidentJson.Context.HeartbeatMonitor,
        [SubjectKind.SignalTally] = IncidentJson.Context.SignalTally,
        [SubjectKind.SignalGroup] = IncidentJson.Context.SignalGroup,
        [SubjectKind.LookUpAnswer] = IncidentJson.Context.LookUpAnswer,
        [SubjectKind.SigningKey] = IncidentJson.Context.SigningKey,
    }.ToFrozenDictionary();

    /// <summary>Gets the kinds that this version knows, in the order of their numbers: a node leaves the others alone.</summary>
    public static IReadOnlyList<SubjectKind> Known { get; } = [.. Types.Keys.Order()];

    public static byte[] Write(StoredSubject subject) => JsonSerializer.SerializeToUtf8Bytes(subject, TypeOf(subject.Kind));

    /// <summary>Reads a subject.</summary>
    /// <exception cref="IncidentStoreException">The bytes are no such subject.</exception>
    public static StoredSubject Read(SubjectKind kind, ReadOnlySpan<byte> json)
    {
        try
        {
            return (StoredSubject?)JsonSerializer.Deserialize(json, TypeOf(kind))
                ?? throw new IncidentStoreException("MMI3002: a stored subject is null.");
        }
        catch (JsonException exception)
        {
            throw new IncidentStoreException($"MMI3002: a stored subject of kind {kind} cannot be read: {exception.Message}", exception);
        }
    }

    private static JsonTypeInfo TypeOf(SubjectKind kind) => Types.GetValueOrDefault(kind)
        ?? throw new IncidentStoreException($"MMI3002: a subject of kind {kind} is unknown to this version of the engine.");
}
