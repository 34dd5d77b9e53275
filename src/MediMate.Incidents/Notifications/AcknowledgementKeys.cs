using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace MediMate.Incidents;

/// <summary>The keys of acknowledgement tokens: those of the host, else one that the nodes share through their store.</summary>
internal sealed class AcknowledgementKeys(IIncidentStore store, IOptions<IncidentResponseOptions> options)
{
    public const int LeastBytes = 32;

    /// <summary>Two nodes that begin at once put in the same subject: one of them reads what the other wrote.</summary>
    private static readonly SubjectName Shared = new() { Kind = SubjectKind.SigningKey, Id = SubjectIds.OfName("acknowledgement") };

    private readonly ImmutableArray<ImmutableArray<byte>> _ofHost = [.. options.Value.AcknowledgementKeys.Select(Read)];
    private StrongBox? _ofStore;

    /// <summary>Reads a key in base64.</summary>
    public static bool TryRead(string? text, out ImmutableArray<byte> key)
    {
        var bytes = new byte[text?.Length ?? 0];
        var isKey = Convert.TryFromBase64String(text ?? string.Empty, bytes, out var count) && count >= LeastBytes;
        key = isKey ? [.. bytes.AsSpan(0, count)] : [];
        return isKey;
    }

    /// <summary>Gets the keys; the first one signs.</summary>
    /// <exception cref="IncidentStoreException">The store is away.</exception>
    public async ValueTask<ImmutableArray<ImmutableArray<byte>>> GetAsync(CancellationToken cancellationToken)
    {
        if (!_ofHost.IsEmpty)
        {
            return _ofHost;
        }

        // Kept for good once it is known: the store never changes it.
        var known = Volatile.Read(ref _ofStore);
        if (known is null)
        {
            known = new StrongBox([Read(await ReadSharedAsync(cancellationToken).ConfigureAwait(false))]);
            Volatile.Write(ref _ofStore, known);
        }

        return known.Keys;
    }

    private async ValueTask<string> ReadSharedAsync(CancellationToken cancellationToken)
    {
        // Made beforehand: a store may ask for a decision again.
        var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(LeastBytes));
        string? secret = null;
        await store.ExecuteAsync(
            [new StoreRequest { Subjects = [Shared] }],
            (_, loaded) =>
            {
                if (loaded.Subjects.OfType<SigningKey>().FirstOrDefault() is { } kept)
                {
                    secret = kept.Secret;
                    return StoreDecision.None;
                }

                secret = made;
                return new StoreDecision { Subjects = [SubjectChange.Of(before: null, new SigningKey { Id = Shared.Id, Secret = made })] };
            },
            cancellationToken).ConfigureAwait(false);
        return secret!;
    }

    private static ImmutableArray<byte> Read(string text) => TryRead(text, out var key)
        ? key
        : throw new InvalidOperationException("A key for acknowledgement tokens is not the base64 of at least 32 bytes.");

    private sealed class StrongBox(ImmutableArray<ImmutableArray<byte>> keys)
    {
        public ImmutableArray<ImmutableArray<byte>> Keys { get; } = keys;
    }
}
