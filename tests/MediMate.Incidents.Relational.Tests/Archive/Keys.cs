using System.Security.Cryptography;

namespace MediMate.Incidents.Relational.Tests.Archive;

/// <summary>A pair of keys for signatures.</summary>
internal static class Keys
{
    private static readonly ECDsa Pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static string Private { get; } = Pair.ExportPkcs8PrivateKeyPem();

    public static string Public { get; } = Pair.ExportSubjectPublicKeyInfoPem();
}
