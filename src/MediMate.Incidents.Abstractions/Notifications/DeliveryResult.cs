using NodaTime;

namespace MediMate.Incidents;

/// <summary>What came of sending a message.</summary>
public sealed record DeliveryResult
{
    /// <summary>It is kept with the message, and may come to stand on a timeline: a whole page of an answer does not belong there.</summary>
    private const int MostOfDetail = 1_000;

    private DeliveryResult(bool isDelivered, string? detail)
    {
        IsDelivered = isDelivered;
        Detail = detail is { Length: > MostOfDetail } ? Cut(detail) : detail;
    }

    /// <summary>Gets a value indicating whether the channel took the message over.</summary>
    public bool IsDelivered { get; }

    /// <summary>Gets a value indicating whether another attempt may mend the failure.</summary>
    public bool IsTransient { get; private init; }

    /// <summary>Gets how long the channel wants to be left alone before the next attempt.</summary>
    /// <value><see langword="null"/> where it does not say; it counts only where it is longer than the engine would wait by itself.</value>
    public Duration? RetryAfter { get; private init; }

    /// <summary>Gets the receipt of a delivery, or the reason of a failure.</summary>
    /// <value>1,000 characters at most; what is longer was cut.</value>
    public string? Detail { get; }

    /// <summary>Makes a delivery.</summary>
    /// <param name="receipt">What the channel calls it, for instance a message id.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult Delivered(string? receipt = null) => new(isDelivered: true, receipt);

    /// <summary>Makes a failure that another attempt would not mend.</summary>
    /// <param name="reason">Why.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult Failed(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new DeliveryResult(isDelivered: false, reason);
    }

    /// <summary>Makes a failure that passes: the engine tries again, until the message expires or was tried often enough.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="after">How long the channel wants to be left alone, for instance the <c>Retry-After</c> of an HTTP answer; not negative.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="after"/> is negative.</exception>
    public static DeliveryResult Retry(string reason, Duration? after = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (after < Duration.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(after), after, "The time until the next attempt is not negative.");
        }

        return new DeliveryResult(isDelivered: false, reason) { IsTransient = true, RetryAfter = after };
    }

    /// <summary>A letter of two halves is cut in front of it, not through it.</summary>
    private static string Cut(string detail) => detail[..(char.IsHighSurrogate(detail[MostOfDetail - 1]) ? MostOfDetail - 1 : MostOfDetail)];
}
