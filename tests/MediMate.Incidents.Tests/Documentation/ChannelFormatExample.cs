namespace MediMate.Incidents.Tests.Documentation;

#pragma warning disable MA0048 // The documents show the two together.

/// <summary>What a host has to send mail with.</summary>
public interface IMailbox
{
    Task SendAsync(string address, string subject, string html, CancellationToken cancellationToken);
}

// snippet: channel-format
public sealed class MailChannel(IMailbox mailbox) : INotificationChannel
{
    public MessageFormat Format => MessageFormat.Html;

    public async ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        await mailbox.SendAsync(message.Address, subject: message.Incident, html: message.Body, cancellationToken);
        return DeliveryResult.Delivered();
    }
}
// end of snippet
