using NodaTime;

namespace MediMate.Incidents;

/// <summary>What an idempotency key means for a command: done once, and told again.</summary>
internal static class Idempotency
{
    private const int LongestKey = 200;

    /// <summary>How long a receipt counts.</summary>
    private static readonly Duration KeptFor = Duration.FromDays(7);

    /// <summary>Says what is wrong with a key.</summary>
    /// <returns><see langword="null"/> when it is fine, or there is none.</returns>
    public static string? Problem(string? key) =>
        key is null || (key.Length is > 0 and <= LongestKey && !key.Any(char.IsControl) && TextBounds.IsWellFormed(key))
            ? null
            : $"idempotencyKey has 1 to {LongestKey} characters, none of them a control character";

    /// <summary>Decides by the receipt that was loaded.</summary>
    /// <returns>The decision; <see langword="null"/> when there is none that counts, and the command is to be decided on.</returns>
    public static Decision? Decide(StoreReceipt? receipt, string? contentHash, Incident? incident, Instant now)
    {
        if (receipt is null || now >= receipt.ExpiresAt)
        {
            return null;
        }

        return receipt.ContentHash == contentHash
            ? Decision.Repeat(incident, receipt)
            : Decision.Refuse(incident, Rejections.OtherContent(receipt.Key));
    }

    /// <summary>Makes the receipt of a decision that was accepted.</summary>
    public static StoreReceipt ReceiptOf(IncidentCommand command, string contentHash, Decision decision, Instant now)
    {
        var last = decision.Incident?.Version ?? 0;
        return new StoreReceipt
        {
            Key = command.IdempotencyKey!,
            ContentHash = contentHash,
            IncidentId = decision.Incident?.Id,
            SilenceId = command switch
            {
                BeginSilence c => c.Id,
                EndSilence c => c.Id,
                _ => decision.SilencedBy?.Id,
            },
            FirstSequence = last - decision.Events.Length + 1,
            LastSequence = last,
            At = now,
            ExpiresAt = now + KeptFor,
        };
    }
}
