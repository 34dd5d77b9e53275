namespace MediMate.Incidents.Markdown.Tests.Documentation;

// snippet: start-channel
public sealed class ConsoleChannel : INotificationChannel
{
    public ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{message.Kind} to {message.To} about {message.Incident}");
        return ValueTask.FromResult(DeliveryResult.Delivered());
    }
}
// end of snippet
