using System.Security.Cryptography;

namespace MediMate.Incidents;

/// <summary>Checks the signatures of checkpoints and tombstones.</summary>
/// <remarks>Safe for any number of threads.</remarks>
public sealed class CheckpointVerifier : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ECDsa _key;

    private CheckpointVerifier(ECDsa key)
    {
        _key = key;
        KeyId = CheckpointKey.IdOf(key);
    }

    /// <summary>Gets the id of the key.</summary>
    /// <value>The first 16 hexadecimal digits of SHA-256 over the public key (SubjectPublicKeyInfo).</value>
    public string KeyId { get; }

    /// <summary>Takes a public key.</summary>
    /// <param name="publicKeyPem">An ECDSA key on the curve P-256, in PEM.</param>
    /// <returns>The verifier.</returns>
    /// <exception cref="ArgumentException">It is no such key.</exception>
    public static CheckpointVerifier FromPem(string publicKeyPem) => new(CheckpointKey.Read(publicKeyPem, nameof(publicKeyPem), "PUBLIC KEY"));

    /// <summary>Tells whether this key signed a checkpoint as it is now.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <returns><see langword="true"/> when it did.</returns>
    /// <exception cref="ArgumentException">A hash in it is not 32 bytes long.</exception>
    public bool Verify(StoreCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return Verify(checkpoint.KeyId, checkpoint.ComputeHash(), checkpoint.Signature);
    }

    /// <summary>Tells whether this key signed a tombstone as it is now.</summary>
    /// <param name="tombstone">The tombstone.</param>
    /// <returns><see langword="true"/> when it did.</returns>
    /// <exception cref="ArgumentException">The hash of the last event is not 32 bytes long.</exception>
    public bool Verify(Tombstone tombstone)
    {
        ArgumentNullException.ThrowIfNull(tombstone);
        return Verify(tombstone.KeyId, tombstone.ComputeHash(), tombstone.Signature);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private bool Verify(string? keyId, byte[] hash, ReadOnlyMemory<byte>? signature)
    {
        if (keyId != KeyId || signature is not { } bytes)
        {
            return false;
        }

        lock (_gate)
        {
            return _key.VerifyHash(hash, bytes.Span, CheckpointKey.Format);
        }
    }
}
