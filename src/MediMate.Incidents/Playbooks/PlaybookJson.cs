using System.Security.Cryptography;
using System.Text.Json;


namespace MediMate.Incidents;

/// <summary>The canonical form of a playbook, in which it is kept with the incidents that started under it.</summary>
/// <remarks>Safe for any number of threads.</remarks>
public static class PlaybookJson
{
    /// <summary>Writes a playbook in its canonical form.</summary>
    /// <param name="playbook">The playbook.</param>
    /// <returns>JSON in UTF-8; equal playbooks give equal bytes.</returns>
    public static byte[] Write(Playbook playbook)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        return JsonSerializer.SerializeToUtf8Bytes(playbook, IncidentJson.Context.Playbook);
    }

    /// <summary>Reads a playbook from its canonical form.</summary>
    /// <param name="json">JSON in UTF-8.</param>
    /// <returns>The playbook.</returns>
    /// <exception cref="PlaybookException">The bytes are no playbook.</exception>
    public static Playbook Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, IncidentJson.Context.Playbook)
                ?? throw new PlaybookException("The stored playbook is null.");
        }
        catch (JsonException exception)
        {
            throw new PlaybookException($"The stored playbook cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Hashes what a playbook says.</summary>
    /// <param name="playbook">The playbook.</param>
    /// <returns>SHA-256 over the canonical form, 64 lower-case hexadecimal digits.</returns>
    public static string Hash(Playbook playbook) => Convert.ToHexStringLower(SHA256.HashData(Write(playbook)));
}
