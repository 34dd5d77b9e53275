using System.Text.Json;

namespace MediMate.Incidents;

/// <summary>Writes outbox rows as bytes, and reads them back.</summary>
internal static class OutboxJson
{
    private const int LookUp = 0;
    private const int Message = 1;

    /// <summary>Gets the number under which a kind of row is kept. It never changes.</summary>
    public static int KindOf(OutboxRow row) => row is OutboxLookUp ? LookUp : Message;

    public static byte[] Write(OutboxRow row) => row is OutboxLookUp lookUp
        ? JsonSerializer.SerializeToUtf8Bytes(lookUp, IncidentJson.Context.OutboxLookUp)
        : JsonSerializer.SerializeToUtf8Bytes((OutboxMessage)row, IncidentJson.Context.OutboxMessage);

    /// <summary>Reads a row.</summary>
    /// <exception cref="IncidentStoreException">The bytes are no such row.</exception>
    public static OutboxRow Read(int kind, ReadOnlySpan<byte> json)
    {
        try
        {
            OutboxRow? row = kind switch
            {
                LookUp => JsonSerializer.Deserialize(json, IncidentJson.Context.OutboxLookUp),
                Message => JsonSerializer.Deserialize(json, IncidentJson.Context.OutboxMessage),
                _ => throw new IncidentStoreException($"MMI3002: a stored outbox row is of kind {kind}, which is unknown to this version of the engine."),
            };
            return row ?? throw new IncidentStoreException("MMI3002: a stored outbox row is null.");
        }
        catch (JsonException exception)
        {
            throw new IncidentStoreException($"MMI3002: a stored outbox row cannot be read: {exception.Message}", exception);
        }
    }
}
