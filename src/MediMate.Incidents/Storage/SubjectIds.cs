using System.Security.Cryptography;
using System.Text;

namespace MediMate.Incidents;

/// <summary>Gives subjects that people know by a name an id: the same name has the same id on every node.</summary>
internal static class SubjectIds
{
    /// <summary>Makes the id of a name, which is compared ignoring case.</summary>
    public static Guid OfName(string name) => Of(name.ToUpperInvariant());

    /// <summary>Makes the id of several names together.</summary>
    public static Guid Of(params ReadOnlySpan<string> names)
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
