using System.Text.Json;

namespace MediMate.Incidents;

/// <summary>Writes snapshots of incidents as bytes, and reads them back.</summary>
/// <remarks>Safe for any number of threads.</remarks>
public static class SnapshotJson
{
    /// <summary>The form of snapshots that this version writes. It rises whenever the same events give another snapshot.</summary>
    /// <remarks>A snapshot of another form is not read: it is made again from the events, which are the truth.</remarks>
    internal const int Form = 2;

    /// <summary>Writes a snapshot in its canonical form.</summary>
    /// <param name="incident">The incident.</param>
    /// <returns>JSON in UTF-8; equal incidents give equal bytes.</returns>
    public static byte[] Write(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return JsonSerializer.SerializeToUtf8Bytes(incident, IncidentJson.Snapshot);
    }

    /// <summary>Reads a snapshot.</summary>
    /// <param name="json">JSON in UTF-8.</param>
    /// <returns>The incident.</returns>
    /// <exception cref="IncidentStoreException">The bytes are no incident.</exception>
    public static Incident Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, IncidentJson.Snapshot)
                ?? throw new IncidentStoreException("MMI3002: the stored incident is null.");
        }
        catch (JsonException exception)
        {
            throw new IncidentStoreException($"MMI3002: the stored incident cannot be read: {exception.Message}", exception);
        }
    }
}
