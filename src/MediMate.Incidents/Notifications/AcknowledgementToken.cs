using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>What an acknowledgement token says, and how it is signed: short enough for the link of a text message.</summary>
/// <remarks>
/// The bytes are: the form (1), the incident's id (16, big-endian), the end in seconds since 1970 (4, big-endian), the cycle (7 bits a byte, the
/// lowest first), the person's id (UTF-8); then the first 16 bytes of HMAC-SHA256 over the purpose and all of these. In text it is base64url without
/// padding. A pure function of what it says and the key.
/// </remarks>
internal sealed record AcknowledgementToken
{
    private const byte Form = 1;
    private const int IdBytes = 16;
    private const int EndBytes = 4;
    private const int SignatureBytes = 16;
    private const int MostCycleBytes = 5;

    /// <summary>A token of a person with an id of reasonable length is far shorter; nothing longer is looked at.</summary>
    private const int MostCharacters = 2048;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A key may serve other purposes too: no signature of one counts for another.</summary>
    private static readonly ImmutableArray<byte> Purpose = [.. "MediMate.Incidents/acknowledgement/"u8];

    public required IncidentId IncidentId { get; init; }

    public required string Person { get; init; }

    public required AcknowledgementOffer Offer { get; init; }

    /// <summary>Writes and signs a token.</summary>
    /// <returns>The token; <see langword="null"/> where it cannot be written: an id that is no text, or an end that is out of range.</returns>
    public static string? Write(IncidentId incident, string person, AcknowledgementOffer offer, ReadOnlySpan<byte> key)
    {
        var end = offer.ExpiresAt.ToUnixTimeSeconds();
        if (string.IsNullOrWhiteSpace(person) || end is < 0 or > uint.MaxValue || offer.Cycle < 0)
        {
            return null;
        }

        using var said = new MemoryStream();
        Span<byte> fixedPart = stackalloc byte[1 + IdBytes + EndBytes];
        fixedPart[0] = Form;
        incident.Value.TryWriteBytes(fixedPart[1..], bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32BigEndian(fixedPart[(1 + IdBytes)..], (uint)end);
        said.Write(fixedPart);
        WriteCycle(said, (uint)offer.Cycle);
        try
        {
            said.Write(Utf8.GetBytes(person));
        }
        catch (EncoderFallbackException)
        {
            return null;
        }

        said.Write(Sign(said.ToArray(), key));
        var token = Base64Url.EncodeToString(said.ToArray());
        return token.Length <= MostCharacters ? token : null;
    }

    /// <summary>Reads a token that one of the keys has signed.</summary>
    /// <returns><see langword="false"/> when it is no token, or none of the keys has signed it. Whether it has expired is not looked at.</returns>
    public static bool TryRead(string token, ImmutableArray<ImmutableArray<byte>> keys, [NotNullWhen(true)] out AcknowledgementToken? read)
    {
        read = null;
        if (Decode(token) is not { } bytes || bytes.Length < 1 + IdBytes + EndBytes + 1 + SignatureBytes)
        {
            return false;
        }

        var said = bytes.AsSpan(..^SignatureBytes);
        var signature = bytes.AsSpan(^SignatureBytes..);
        var isSigned = false;
        foreach (var key in keys)
        {
            isSigned |= CryptographicOperations.FixedTimeEquals(Sign(said, key.AsSpan()), signature);
        }

        // Only what is signed is looked into.
        return isSigned && said[0] == Form && TryRead(said, out read);
    }

    private static bool TryRead(ReadOnlySpan<byte> said, [NotNullWhen(true)] out AcknowledgementToken? read)
    {
        read = null;
        var rest = said[(1 + IdBytes + EndBytes)..];
        if (!TryReadCycle(ref rest, out var cycle) || rest.IsEmpty)
        {
            return false;
        }

        var person = Utf8.GetString(rest);
        read = new AcknowledgementToken
        {
            IncidentId = new IncidentId(new Guid(said[1..(1 + IdBytes)], bigEndian: true)),
            Person = person,
            Offer = new AcknowledgementOffer
            {
                Cycle = (int)cycle,
                ExpiresAt = Instant.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(said[(1 + IdBytes)..])),
            },
        };
        return !string.IsNullOrWhiteSpace(person);
    }

    /// <summary>Decodes base64url. Of the several texts that a careless decoder takes for the same bytes only the one that was written counts.</summary>
    private static byte[]? Decode(string token)
    {
        if (token.Length > MostCharacters || !Base64Url.IsValid(token))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token);
        return string.Equals(Base64Url.EncodeToString(bytes), token, StringComparison.Ordinal) ? bytes : null;
    }

    private static byte[] Sign(ReadOnlySpan<byte> said, ReadOnlySpan<byte> key)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Purpose.AsSpan());
        hash.AppendData(said);
        return hash.GetHashAndReset()[..SignatureBytes];
    }

    private static void WriteCycle(MemoryStream said, uint cycle)
    {
        for (; cycle > 0x7F; cycle >>= 7)
        {
            said.WriteByte((byte)(cycle | 0x80));
        }

        said.WriteByte((byte)cycle);
    }

    private static bool TryReadCycle(ref ReadOnlySpan<byte> rest, out uint cycle)
    {
        cycle = 0;
        for (var i = 0; i < MostCycleBytes && i < rest.Length; i++)
        {
            cycle |= (uint)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] <= 0x7F)
            {
                rest = rest[(i + 1)..];
                return cycle <= int.MaxValue;
            }
        }

        return false;
    }
}
