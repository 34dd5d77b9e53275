using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Checks hashes and signatures against the keys that were given.</summary>
internal sealed class SignatureCheck(ImmutableArray<CheckpointVerifier> keys)
{
    /// <summary>Finds what is wrong with a checkpoint by itself.</summary>
    public (StoreFaultKind Kind, string What)? Check(StoreCheckpoint checkpoint)
    {
        var hasHashes = IsHash(checkpoint.PreviousHash) && checkpoint.Entries.OrEmpty().All(entry => IsHash(entry.Head));
        return !hasHashes || !checkpoint.Hash.Span.SequenceEqual(checkpoint.ComputeHash())
            ? (StoreFaultKind.CheckpointChanged, "its hash is not that of its content")
            : Check(checkpoint.KeyId, checkpoint.Signature, key => key.Verify(checkpoint));
    }

    /// <summary>Finds what is wrong with a tombstone by itself.</summary>
    public (StoreFaultKind Kind, string What)? Check(Tombstone tombstone) =>
        !IsHash(tombstone.Head) || !tombstone.Hash.Span.SequenceEqual(tombstone.ComputeHash())
            ? (StoreFaultKind.TombstoneChanged, "its hash is not that of its content")
            : Check(tombstone.KeyId, tombstone.Signature, key => key.Verify(tombstone));

    private static bool IsHash(ReadOnlyMemory<byte> bytes) => bytes.Length == EventChain.Start.Length;

    private (StoreFaultKind Kind, string What)? Check(string? keyId, ReadOnlyMemory<byte>? signature, Predicate<CheckpointVerifier> isSignedBy)
    {
        if (keys.IsDefaultOrEmpty)
        {
            return null;
        }

        if (signature is null)
        {
            return (StoreFaultKind.SignatureWrong, "it has no signature");
        }

        var isKnown = keys.Any(key => key.KeyId == keyId);
        return keys.Any(key => isSignedBy(key)) ? null
            : (StoreFaultKind.SignatureWrong, isKnown ? "its signature is not that of its content" : $"it was signed with the key \"{keyId}\", which was not given");
    }
}
