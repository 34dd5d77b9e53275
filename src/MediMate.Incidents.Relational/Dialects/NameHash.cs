using System.Security.Cryptography;
using System.Text;

namespace MediMate.Incidents;

/// <summary>Gives a name of any length the form of an id: the first 16 bytes of its SHA-256.</summary>
internal static class NameHash
{
    public static Guid Of(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16), bigEndian: true);

    /// <summary>Hashes a list of names.</summary>
    public static Guid Of(IEnumerable<string> names)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in names)
        {
            // Each by its own hash: where one ends and the next begins is then never in doubt.
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        }

        return new Guid(hash.GetHashAndReset().AsSpan(0, 16), bigEndian: true);
    }
}
