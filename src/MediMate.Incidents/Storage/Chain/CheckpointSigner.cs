using System.Security.Cryptography;

namespace MediMate.Incidents;

/// <summary>Signs checkpoints and tombstones.</summary>
/// <remarks>Keep the key where those who can write to the store cannot read it. Safe for any number of threads.</remarks>
public sealed class CheckpointSigner : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ECDsa _key;

    private CheckpointSigner(ECDsa key)
    {
        _key = key;
        KeyId = CheckpointKey.IdOf(key);
        PublicKeyPem = key.ExportSubjectPublicKeyInfoPem();
    }

    /// <summary>Gets the id of the key.</summary>
    /// <value>The first 16 hexadecimal digits of SHA-256 over the public key (SubjectPublicKeyInfo).</value>
    public string KeyId { get; }

    /// <summary>Gets the public key, for <see cref="CheckpointVerifier"/>.</summary>
    /// <value>PEM.</value>
    public string PublicKeyPem { get; }

    /// <summary>Takes a private key.</summary>
    /// <param name="privateKeyPem">An ECDSA key on the curve P-256, in PEM, not encrypted.</param>
    /// <returns>The signer.</returns>
    /// <exception cref="ArgumentException">It is no such key.</exception>
    public static CheckpointSigner FromPem(string privateKeyPem) =>
        new(CheckpointKey.Read(privateKeyPem, nameof(privateKeyPem), "PRIVATE KEY", "EC PRIVATE KEY"));

    /// <summary>Seals and signs a checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <returns>The checkpoint with key id, hash and signature.</returns>
    public StoreCheckpoint Sign(StoreCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var sealedCheckpoint = (checkpoint with { KeyId = KeyId }).Seal();
        return sealedCheckpoint with { Signature = Sign(sealedCheckpoint.Hash) };
    }

    /// <summary>Seals and signs a tombstone.</summary>
    /// <param name="tombstone">The tombstone.</param>
    /// <returns>The tombstone with key id, hash and signature.</returns>
    public Tombstone Sign(Tombstone tombstone)
    {
        ArgumentNullException.ThrowIfNull(tombstone);
        var sealedTombstone = (tombstone with { KeyId = KeyId }).Seal();
        return sealedTombstone with { Signature = Sign(sealedTombstone.Hash) };
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private byte[] Sign(ReadOnlyMemory<byte> hash)
    {
        lock (_gate)
        {
            return _key.SignHash(hash.ToArray(), CheckpointKey.Format);
        }
    }
}
