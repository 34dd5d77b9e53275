using NodaTime;

namespace MediMate.Incidents.Tests;

/// <summary>A channel that keeps what it is given, and fails or throws when told to.</summary>
internal sealed class TestChannel : INotificationChannel
{
    public List<(Instant At, OutgoingMessage Message)> Messages { get; } = [];

    /// <summary>Gets or sets what the channel says when it is asked for its form.</summary>
    public Func<MessageFormat> SaysFormat { get; set; } = () => MessageFormat.PlainText;

    public MessageFormat Format => SaysFormat();

    public Func<OutgoingMessage, CancellationToken, Task<DeliveryResult>>? Instead { get; set; }

    public Func<Instant> Clock { get; set; } = () => default;

    public async ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        lock (Messages)
        {
            Messages.Add((Clock(), message));
        }

        return Instead is { } instead ? await instead(message, cancellationToken) : DeliveryResult.Delivered();
    }
}
