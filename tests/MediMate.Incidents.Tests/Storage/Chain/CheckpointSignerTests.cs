using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MediMate.Incidents.Tests.Storage.Chain;

public sealed class CheckpointSignerTests
{
    private static readonly IncidentId First = new(new Guid("0195a3b2-0102-7304-8506-0708090a0b0c"));
    private static readonly IncidentId Second = new(new Guid("0195a3b2-0103-7304-8506-0708090a0b0c"));

    private static readonly StoreCheckpoint Checkpoint = new()
    {
        Number = 1,
        At = Engine.Start,
        PreviousHash = EventChain.Start,
        Entries =
        [
            new CheckpointEntry { IncidentId = Second, Sequence = 7, Head = SHA256.HashData("second"u8) },
            new CheckpointEntry { IncidentId = First, Sequence = 5, Head = SHA256.HashData("first"u8) },
        ],
    };

    private static readonly Tombstone Tombstone = new()
    {
        IncidentId = First,
        Reference = "INC-1",
        Sequence = 5,
        Head = SHA256.HashData("first"u8),
        PurgedAt = Engine.Start,
        By = Actor.Person("chen"),
        Reason = "kept long enough",
    };

    [Fact]
    public void Signed_checkpoint_is_verified_by_the_public_key_alone()
    {
        using var signer = Signer();
        using var verifier = CheckpointVerifier.FromPem(signer.PublicKeyPem);

        var signed = signer.Sign(Checkpoint);

        Assert.Equal(signer.KeyId, signed.KeyId);
        Assert.Equal(signer.KeyId, verifier.KeyId);
        Assert.True(verifier.Verify(signed));
        Assert.False(verifier.Verify(signed with { Number = 2 }));
        Assert.False(verifier.Verify(signed with { Signature = null }));
        Assert.False(verifier.Verify(signed.Seal()));
        Assert.True(verifier.Verify(signer.Sign(Tombstone)));
        Assert.False(verifier.Verify(signer.Sign(Tombstone) with { Reason = "none" }));
    }

    [Fact]
    public void Other_key_verifies_nothing()
    {
        using var signer = Signer();
        using var other = Signer();
        using var verifier = CheckpointVerifier.FromPem(other.PublicKeyPem);

        Assert.False(verifier.Verify(signer.Sign(Checkpoint)));
        Assert.False(verifier.Verify(signer.Sign(Checkpoint) with { KeyId = other.KeyId }));
    }

    [Fact]
    public void Signature_can_be_verified_without_the_engine()
    {
        using var signer = Signer();
        var signed = signer.Sign(Checkpoint);

        // Written apart from the engine, as an auditor would: entries in the order of their ids.
        byte[] bytes =
        [
            .. "MediMate.Incidents/checkpoint/1\n"u8, .. new byte[32], .. Number(1), .. Number(1_772_416_800_000_000L),
            0, 0, 0, 16, .. Encoding.ASCII.GetBytes(signer.KeyId), 0, 0, 0, 2,
            .. First.Value.ToByteArray(bigEndian: true), .. Number(5), .. SHA256.HashData("first"u8),
            .. Second.Value.ToByteArray(bigEndian: true), .. Number(7), .. SHA256.HashData("second"u8),
        ];
        using var key = ECDsa.Create();
        key.ImportFromPem(signer.PublicKeyPem);
        Assert.Equal(SHA256.HashData(bytes), signed.Hash.ToArray());
        Assert.True(key.VerifyData(bytes, signed.Signature!.Value.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16], signer.KeyId);

        byte[] tombstone =
        [
            .. "MediMate.Incidents/tombstone/1\n"u8, .. First.Value.ToByteArray(bigEndian: true), 0, 0, 0, 5, .. "INC-1"u8, .. Number(5),
            .. SHA256.HashData("first"u8), .. Number(1_772_416_800_000_000L), 0, 0, 0, 6, .. "Person"u8, 0, 0, 0, 4, .. "chen"u8,
            0, 0, 0, 16, .. "kept long enough"u8, 0, 0, 0, 0,
        ];
        Assert.Equal(SHA256.HashData(tombstone), Tombstone.Seal().Hash.ToArray());
    }

    [Fact]
    public void Equal_checkpoints_are_those_of_equal_bytes()
    {
        Assert.Equal(Checkpoint.Seal(), Checkpoint.Seal());
        Assert.Equal(Checkpoint.Seal().GetHashCode(), Checkpoint.Seal().GetHashCode());
        Assert.NotEqual(Checkpoint.Seal(), Checkpoint.Seal() with { Entries = [] });
        Assert.Equal(Tombstone.Seal(), Tombstone.Seal());
        Assert.NotEqual(Tombstone.Seal(), Tombstone.Seal() with { Hash = new byte[32] });
        Assert.Throws<ArgumentException>(() => (Checkpoint with { PreviousHash = default }).Seal());
    }

    [Fact]
    public void Keys_of_another_kind_are_refused()
    {
        using var signer = Signer();
        using var rsa = RSA.Create(1024);
        using var wide = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Throws<ArgumentException>(() => CheckpointSigner.FromPem(" "));
        Assert.Throws<ArgumentException>(() => CheckpointSigner.FromPem("no key"));
        Assert.Throws<ArgumentException>(() => CheckpointSigner.FromPem(signer.PublicKeyPem));
        Assert.Throws<ArgumentException>(() => CheckpointSigner.FromPem(rsa.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<ArgumentException>(() => CheckpointSigner.FromPem(wide.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<ArgumentException>(() => CheckpointSigner.FromPem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"));
        Assert.Throws<ArgumentException>(() => CheckpointVerifier.FromPem(wide.ExportSubjectPublicKeyInfoPem()));
        Assert.Throws<ArgumentException>(() => CheckpointVerifier.FromPem(rsa.ExportSubjectPublicKeyInfoPem()));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Throws<ArgumentException>(() => CheckpointVerifier.FromPem(key.ExportPkcs8PrivateKeyPem()));
        using var fromOldForm = CheckpointSigner.FromPem(key.ExportECPrivateKeyPem());
        Assert.Equal(16, fromOldForm.KeyId.Length);
    }

    private static CheckpointSigner Signer()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return CheckpointSigner.FromPem(key.ExportPkcs8PrivateKeyPem());
    }

    private static byte[] Number(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }
}
