using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Keeps messages in memory: for tests and samples.</summary>
/// <remarks>Safe for any number of threads.</remarks>
public sealed class MemoryChannel : INotificationChannel
{
    private readonly Lock _gate = new();
    private ImmutableArray<OutgoingMessage> _messages = [];

    /// <summary>Gets the form in which the channel takes bodies.</summary>
    /// <value>Default <see cref="MessageFormat.PlainText"/>.</value>
    public MessageFormat Format { get; init; }

    /// <summary>Gets the messages in the order in which they were sent.</summary>
    public ImmutableArray<OutgoingMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return _messages;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_gate)
        {
            _messages = _messages.Add(message);
        }

        return ValueTask.FromResult(DeliveryResult.Delivered());
    }
}
