using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>All channels of a harness: they deliver at once, unless they are told to fail.</summary>
internal sealed class HarnessChannels(Func<Instant> now, IEnumerable<string> names)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Failures> _channels = names
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .ToDictionary(name => name, _ => new Failures(), StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _hanging = new(StringComparer.Ordinal);
    private readonly List<SentMessage> _messages = [];
    private TaskCompletionSource _hung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IEnumerable<string> Names => _channels.Keys;

    public ImmutableArray<SentMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Gets a task that ends when the next call begins to hang.</summary>
    public Task NextHang
    {
        get
        {
            lock (_gate)
            {
                return _hung.Task;
            }
        }
    }

    public bool Has(string channel) => _channels.ContainsKey(channel);

    /// <summary>Tells whether the channel's call for a message is known to hang.</summary>
    public bool IsHanging(string messageKey)
    {
        lock (_gate)
        {
            return _hanging.Contains(messageKey);
        }
    }

    /// <summary>Waits until a row is done, or its channel is known to hang.</summary>
    public async Task WhenSettledAsync(string messageKey, Task work)
    {
        while (!work.IsCompleted)
        {
            // Taken before the look: a call that begins to hang in between wakes us.
            var nextHang = NextHang;
            if (IsHanging(messageKey))
            {
                return;
            }

            await Task.WhenAny(work, nextHang).ConfigureAwait(false);
        }
    }

    /// <summary>Lets a channel fail: for one person, or for all.</summary>
    public void Fail(string channel, ChannelFailure failure, string? to, Duration? retryAfter) => Set(channel, new Failing(failure, retryAfter), to);

    public void Restore(string channel, string? to) => Set(channel, failing: null, to);

    /// <summary>Forgets which calls hang: the process that made them is gone.</summary>
    public void ForgetCalls()
    {
        lock (_gate)
        {
            _hanging.Clear();
        }
    }

    public ValueTask<DeliveryResult> SendAsync(string channel, OutgoingMessage message, CancellationToken cancellationToken)
    {
        TaskCompletionSource hung;
        lock (_gate)
        {
            var failing = _channels[channel].For(message.To);
            switch (failing?.Failure)
            {
                case null:
                    _messages.Add(new SentMessage { At = now(), Channel = channel, Message = message });
                    return ValueTask.FromResult(DeliveryResult.Delivered());
                case ChannelFailure.Permanent:
                    return ValueTask.FromResult(DeliveryResult.Failed($"{channel} does not reach {message.To}"));
                case ChannelFailure.Transient:
                    return ValueTask.FromResult(DeliveryResult.Retry($"{channel} does not reach {message.To} for now", failing.RetryAfter));
                case ChannelFailure.Throw:
                    throw new InvalidOperationException($"{channel} is broken");
            }

            _hanging.Add(message.Key);
            hung = _hung;
            _hung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        // Known to hang until the engine gives up; only then does the harness wait for the row again.
        cancellationToken.Register(() => StopHanging(message.Key));
        hung.TrySetResult();
        return new ValueTask<DeliveryResult>(new TaskCompletionSource<DeliveryResult>().Task);
    }

    private void StopHanging(string messageKey)
    {
        lock (_gate)
        {
            _hanging.Remove(messageKey);
        }
    }

    private void Set(string channel, Failing? failing, string? to)
    {
        lock (_gate)
        {
            if (!_channels.TryGetValue(channel, out var failures))
            {
                throw new ArgumentException(
                    $"There is no channel \"{channel}\". Known: {string.Join(", ", _channels.Keys)}.", nameof(channel));
            }

            failures.Set(failing, to);
        }
    }

    private sealed record Failing(ChannelFailure Failure, Duration? RetryAfter);

    /// <summary>How one channel fails: as told for a person, else as told for all.</summary>
    private sealed class Failures
    {
        private readonly Dictionary<string, Failing?> _byPerson = new(StringComparer.Ordinal);
        private Failing? _forAll;

        public Failing? For(string person) => _byPerson.TryGetValue(person, out var own) ? own : _forAll;

        public void Set(Failing? failing, string? to)
        {
            if (to is null)
            {
                _byPerson.Clear();
                _forAll = failing;
            }
            else
            {
                _byPerson[to] = failing;
            }
        }
    }
}
