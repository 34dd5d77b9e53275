using System.Collections.Concurrent;
using MediMate.Incidents;

namespace PackageHost;

/// <summary>A pager that rings once for each message, however often the message is sent.</summary>
public sealed class PagerChannel : INotificationChannel
{
    private readonly ConcurrentDictionary<string, OutgoingMessage> _rung = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<OutgoingMessage> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyCollection<OutgoingMessage> Rung => [.. _rung.Values];

    public Task<OutgoingMessage> First => _first.Task;

    public ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (message.Body.Length == 0)
        {
            return ValueTask.FromResult(DeliveryResult.Failed("a pager shows no empty message"));
        }

        _rung.TryAdd(message.Key, message);
        _first.TrySetResult(message);
        return ValueTask.FromResult(DeliveryResult.Delivered(message.Key));
    }
}
