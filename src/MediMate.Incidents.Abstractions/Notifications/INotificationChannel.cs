namespace MediMate.Incidents;

/// <summary>Brings messages to people: text messages, mail, chat.</summary>
/// <remarks>
/// Called from any thread, several at a time. It may throw or never come back: the engine tries again later, and no other channel waits for
/// it. Sending is at least once; <see cref="OutgoingMessage.Key"/> lets a channel make it once.
/// </remarks>
public interface INotificationChannel
{
    /// <summary>Gets the form in which the channel takes bodies.</summary>
    /// <value>
    /// Default <see cref="MessageFormat.PlainText"/>. Asked when sending begins: the body is rendered in this form then, and kept for each attempt.
    /// </value>
    MessageFormat Format => MessageFormat.PlainText;

    /// <summary>Sends a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Is cancelled when the time allowed is over.</param>
    /// <returns>What came of it.</returns>
    ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}
