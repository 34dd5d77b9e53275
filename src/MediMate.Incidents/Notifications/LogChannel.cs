using Microsoft.Extensions.Logging;

namespace MediMate.Incidents;

/// <summary>Writes messages to the log: for trying things out. It reaches nobody.</summary>
internal sealed class LogChannel(ILogger<LogChannel> logger) : INotificationChannel
{
    public const string Name = "log";

    public ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        EngineLog.Message(logger, message.Kind, message.Key, message.Body);
        return ValueTask.FromResult(DeliveryResult.Delivered());
    }
}
