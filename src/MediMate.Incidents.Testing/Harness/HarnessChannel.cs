namespace MediMate.Incidents.Testing;

/// <summary>A channel as the engine sees it.</summary>
internal sealed class HarnessChannel(string name, HarnessChannels channels) : INotificationChannel
{
    public ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        channels.SendAsync(name, message, cancellationToken);
}
