using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Decides when a message is tried again, and when no longer.</summary>
internal static class Retrying
{
    private static readonly Duration First = Duration.FromSeconds(5);
    private static readonly Duration Longest = Duration.FromMinutes(5);

    /// <summary>So many doublings of the first delay pass the longest one; more would overflow.</summary>
    private const int MostDoublings = 6;

    /// <summary>The delay is spread by this part of it to either side: messages that failed together do not come back together.</summary>
    private const double Spread = 0.2;

    public static Duration ExpiryOf(MessageKind kind, IncidentResponseOptions options) => Duration.FromTimeSpan(kind switch
    {
        MessageKind.Page => options.PageExpiry,
        MessageKind.Report => options.ReportExpiry,
        _ => options.MessageExpiry,
    });

    /// <summary>Says why there is no further attempt.</summary>
    /// <returns>The reason, or <see langword="null"/> when there is one.</returns>
    public static string? WhyNot(OutboxMessage message, DeliveryResult result, IncidentDraft draft)
    {
        if (message.Attempts >= draft.Inputs.Options.SendAttempts)
        {
            return string.Create(CultureInfo.InvariantCulture, $"MMI4007: given up after {Attempts(message)}: {result.Detail}");
        }

        return message.ExpiresAt is { } end && NextAt(message, result, draft.Now) >= end
            ? string.Create(CultureInfo.InvariantCulture, $"MMI4008: it expires before the next attempt, after {Attempts(message)}: {result.Detail}")
            : null;
    }

    /// <summary>Says that a message is too old to be sent.</summary>
    public static string Expired(OutboxMessage message) => message.Attempts == 0
        ? "MMI4008: it expired before it could be sent"
        : string.Create(CultureInfo.InvariantCulture, $"MMI4008: it expired after {Attempts(message)}{(message.Reason is null ? string.Empty : ": ")}{message.Reason}");

    /// <summary>Tells when the next attempt comes: what the channel asks for counts where it is longer.</summary>
    public static Instant NextAt(OutboxMessage message, DeliveryResult result, Instant now)
    {
        var delay = DelayAfter(message.Key, message.Attempts);

        // A channel may ask for any time; so far ahead nothing is sent any more.
        return now + (result.RetryAfter is { } asked && asked > delay ? Duration.Min(asked, Duration.FromDays(366)) : delay);
    }

    /// <summary>
    /// Gives the delay after an attempt: 5 seconds, twice as long each time, 5 minutes at most, spread by a fifth to either side. The same row
    /// and attempt have the same delay on every node.
    /// </summary>
    internal static Duration DelayAfter(string key, int attempt)
    {
        var doublings = Math.Clamp(attempt - 1, 0, MostDoublings);
        var delay = Duration.Min(First * (1L << doublings), Longest);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key}\n{attempt}")));
        var place = BinaryPrimitives.ReadUInt32BigEndian(hash) / (double)uint.MaxValue;
        return Duration.FromMilliseconds(Math.Round(delay.TotalMilliseconds * (1 - Spread + (2 * Spread * place))));
    }

    private static string Attempts(OutboxMessage message) =>
        message.Attempts == 1 ? "1 attempt" : string.Create(CultureInfo.InvariantCulture, $"{message.Attempts} attempts");
}
