using System.Security.Cryptography;

namespace MediMate.Incidents;

/// <summary>What signer and verifier have in common: reading a key of the one kind that is used, and naming it.</summary>
internal static class CheckpointKey
{
    public const DSASignatureFormat Format = DSASignatureFormat.Rfc3279DerSequence;

    private const string Curve = "1.2.840.10045.3.1.7";
    private const int IdLength = 16;

    /// <summary>Reads a key on the curve P-256.</summary>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    public static ECDsa Read(string pem, string parameterName, params ReadOnlySpan<string> labels)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pem, parameterName);
        if (!PemEncoding.TryFind(pem, out var found) || !labels.Contains(pem[found.Label]))
        {
            throw new ArgumentException($"The key is not in PEM with the label \"{string.Join("\" or \"", labels!)}\".", parameterName);
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem.AsSpan()[found.Location]);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid is not ({ Value: Curve } or { Value: null, FriendlyName: "nistP256" }))
            {
                throw new ArgumentException("The key is not on the curve P-256.", parameterName);
            }

            return key;
        }
        catch (CryptographicException exception)
        {
            key.Dispose();
            throw new ArgumentException($"The key cannot be read: {exception.Message}", parameterName, exception);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Names a key: the first 16 hexadecimal digits of SHA-256 over its public part.</summary>
    public static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..IdLength];
}
