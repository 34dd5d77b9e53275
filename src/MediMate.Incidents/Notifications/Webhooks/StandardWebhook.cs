using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Signs and verifies webhooks as the specification of Standard Webhooks says (version 1.0.0, symmetric signatures <c>v1</c>).</summary>
/// <remarks>Safe for any number of threads.</remarks>
public static class StandardWebhook
{
    /// <summary>The header with the message's id: the same for each attempt, so that a receiver takes each message once.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the time of the attempt, in whole seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signatures, separated by blanks.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";
    private const int LeastSecretBytes = 24;
    private const int MostSecretBytes = 64;

    /// <summary>Nobody signs with that many secrets; what comes after is not looked at.</summary>
    private const int MostSignatures = 16;

    /// <summary>Gets how far the time of a request may be from now, where the receiver says nothing else: 5 minutes.</summary>
    public static Duration DefaultTolerance { get; } = Duration.FromMinutes(5);

    /// <summary>Verifies a request before anything of it is believed.</summary>
    /// <param name="header">Gives the value of a header by its name, or <see langword="null"/> where it is missing.</param>
    /// <param name="body">The bytes of the body exactly as they came, before they are parsed.</param>
    /// <param name="secrets">The secrets that the receiver knows; each counts.</param>
    /// <param name="now">Now.</param>
    /// <param name="tolerance">How far the time of the request may be from now; <see cref="DefaultTolerance"/> where it is not given.</param>
    /// <returns>
    /// What to think of it. A genuine request may have come before: remember the ids of the last minutes, twice the tolerance, and take each once.
    /// </returns>
    /// <exception cref="ArgumentException">A secret is none, or there is no secret.</exception>
    public static WebhookVerdict Verify(Func<string, string?> header, ReadOnlySpan<byte> body, IEnumerable<string> secrets, Instant now, Duration? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(secrets);
        var keys = secrets.Select(ReadSecret).ToImmutableArray();
        if (keys.IsEmpty)
        {
            throw new ArgumentException("Give at least one secret.", nameof(secrets));
        }

        // With a full stop in the id it would not be clear where the id ends and the time begins: another cut of the same bytes would be genuine too.
        if (header(IdHeader) is not { Length: > 0 } id
            || id.Contains('.', StringComparison.Ordinal)
            || header(TimestampHeader) is not { } timestamp
            || header(SignatureHeader) is not { Length: > 0 } signatures
            || !IsWritten(timestamp, out var sentAt))
        {
            return WebhookVerdict.Malformed;
        }

        if (!IsSigned(id, timestamp, body, keys, signatures))
        {
            return WebhookVerdict.Forged;
        }

        var span = tolerance ?? DefaultTolerance;
        return now - sentAt > span || sentAt - now > span ? WebhookVerdict.Expired : WebhookVerdict.Genuine;
    }

    /// <summary>Signs a request.</summary>
    /// <param name="id">The message's id, without a full stop.</param>
    /// <param name="sentAt">The time of the attempt; whole seconds of it are signed.</param>
    /// <param name="body">The body.</param>
    /// <param name="secrets">The secrets; each signs.</param>
    /// <returns>The value of the header <see cref="SignatureHeader"/>.</returns>
    /// <exception cref="ArgumentException">A secret is none, or the id has a full stop.</exception>
    public static string Sign(string id, Instant sentAt, ReadOnlySpan<byte> body, IEnumerable<string> secrets)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(secrets);
        if (id.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException("The id of a webhook has no full stop: it would not be clear where it ends.", nameof(id));
        }

        var signatures = new List<string>();
        foreach (var secret in secrets)
        {
            signatures.Add(Version + Convert.ToBase64String(SignatureOf(id, TimestampOf(sentAt), body, ReadSecret(secret).AsSpan())));
        }

        return string.Join(' ', signatures);
    }

    /// <summary>Writes an instant as the header has it.</summary>
    internal static string TimestampOf(Instant instant) => instant.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a secret.</summary>
    internal static bool TryReadSecret(string? secret, out ImmutableArray<byte> key)
    {
        key = [];
        if (secret?.StartsWith(SecretPrefix, StringComparison.Ordinal) != true)
        {
            return false;
        }

        var bytes = new byte[secret.Length];
        if (!Convert.TryFromBase64String(secret[SecretPrefix.Length..], bytes, out var count) || count is < LeastSecretBytes or > MostSecretBytes)
        {
            return false;
        }

        key = [.. bytes.AsSpan(0, count)];
        return true;
    }

    private static ImmutableArray<byte> ReadSecret(string secret) => TryReadSecret(secret, out var key)
        ? key
        : throw new ArgumentException("A secret of webhooks is \"whsec_\" and the base64 of 24 to 64 bytes.", nameof(secret));

    /// <summary>Reads the time as it must be written: digits alone.</summary>
    private static bool IsWritten(string timestamp, out Instant sentAt)
    {
        var isWritten = long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= Instant.MaxValue.ToUnixTimeSeconds();
        sentAt = isWritten ? Instant.FromUnixTimeSeconds(seconds) : default;
        return isWritten;
    }

    private static bool IsSigned(string id, string timestamp, ReadOnlySpan<byte> body, ImmutableArray<ImmutableArray<byte>> keys, string signatures)
    {
        List<byte[]> expected = [];
        foreach (var key in keys)
        {
            expected.Add(SignatureOf(id, timestamp, body, key.AsSpan()));
        }

        // Every signature is held against every key, so that the time tells nothing of which one fits.
        var isSigned = false;
        foreach (var signature in signatures.Split(' ', MostSignatures + 1).Take(MostSignatures))
        {
            var given = new byte[signature.Length];
            if (signature.StartsWith(Version, StringComparison.Ordinal) && Convert.TryFromBase64String(signature[Version.Length..], given, out var count))
            {
                foreach (var known in expected)
                {
                    isSigned |= CryptographicOperations.FixedTimeEquals(known, given.AsSpan(0, count));
                }
            }
        }

        return isSigned;
    }

    private static byte[] SignatureOf(string id, string timestamp, ReadOnlySpan<byte> body, ReadOnlySpan<byte> key)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
