namespace MediMate.Incidents;

/// <summary>What came of sending a message.</summary>
public sealed record DeliveryResult
{
    private DeliveryResult(bool isDelivered, string? detail)
    {
        IsDelivered = isDelivered;
        Detail = detail;
    }

    /// <summary>Gets a value indicating whether the channel took the message over.</summary>
    public bool IsDelivered { get; }

    /// <summary>Gets the receipt of a delivery, or the reason of a failure.</summary>
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
}
