using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Does the outbox's work: claims rows, looks up or sends outside any transaction, and gives what came of it back as a command.</summary>
internal sealed class OutboxDispatcher(
    IncidentResponse engine,
    IIncidentStore store,
    ContactLookUp contacts,
    ChannelSet channels,
    AcknowledgementLinks links,
    HostRendering rendering,
    HostCalls hostCalls,
    EngineTelemetry telemetry,
    EngineClock clock,
    IOptions<IncidentResponseOptions> options,
    ILogger<OutboxDispatcher> logger)
{
    private readonly ConcurrentDictionary<string, InFlight> _inFlight = new(StringComparer.Ordinal);

    /// <summary>Gets the rows that are on their way.</summary>
    public IReadOnlyCollection<InFlight> OnTheirWay => [.. _inFlight.Values];

    /// <summary>Gets when the first of the rows on their way runs out of time.</summary>
    public Instant? NextTimeoutAt => _inFlight.Values.Min(row => (Instant?)row.TimesOutAt);

    /// <summary>Gets the channels that have as many messages on their way as they may: the others go on.</summary>
    public ImmutableArray<string> FullChannels => LookAtChannels().Full;

    /// <summary>Begins what is due, without waiting for its end.</summary>
    /// <returns>How many rows were begun.</returns>
    public async ValueTask<int> BeginDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var (fullChannels, room) = LookAtChannels();
        var claim = new StoreClaim
        {
            Now = now,
            LeasedUntil = now + SendingLease.Of(options.Value),
            Limit = Math.Min(options.Value.ClaimSize, room),
            ExceptChannels = fullChannels,
        };
        var rows = await store.ClaimOutboxAsync(claim, cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            var timeout = row is OutboxMessage ? options.Value.SendTimeout : options.Value.LookUpTimeout;
            var inFlight = new InFlight(row, now + Duration.FromTimeSpan(timeout));
            if (_inFlight.TryAdd(row.Key, inFlight))
            {
                // The host's stop does not tear what has begun: its own time-out ends it.
                inFlight.Work = RunAsync(inFlight);
                await hostCalls.Settled(() => inFlight.MessageKey, inFlight.Work).ConfigureAwait(false);
            }
        }

        return rows.Length;
    }

    /// <summary>Waits until nothing is on its way any more.</summary>
    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        while (!_inFlight.IsEmpty)
        {
            await Task.WhenAll(_inFlight.Values.Select(row => row.Work)).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Finds the channels that take no more for now, and how many rows can be claimed without overfilling another.</summary>
    private (ImmutableArray<string> Full, int Room) LookAtChannels()
    {
        var most = options.Value.SendsPerChannel;
        var full = ImmutableArray.CreateBuilder<string>();
        var room = most;
        foreach (var channel in _inFlight.Values.Select(row => row.Row).OfType<OutboxMessage>().CountBy(message => message.Channel, StringComparer.OrdinalIgnoreCase))
        {
            if (channel.Value >= most)
            {
                full.Add(channel.Key);
            }
            else
            {
                // All that is claimed may be for this one.
                room = Math.Min(room, most - channel.Value);
            }
        }

        return (full.DrainToImmutable(), room);
    }

    private async Task RunAsync(InFlight inFlight)
    {
        try
        {
            if (inFlight.Row is OutboxLookUp { Withdraws: { } breach } withdrawal)
            {
                var rows = await store.ReadOutboxAsync(withdrawal.IncidentId).ConfigureAwait(false);
                var tell = new TellWithdrawal { By = Actor.System, Told = Withdrawals.WhoWasTold(breach, rows) };
                await engine.ExecuteRowAsync(withdrawal.Key, tell).ConfigureAwait(false);
            }
            else if (inFlight.Row is OutboxLookUp lookUp)
            {
                var answers = await LookUpAsync(lookUp).ConfigureAwait(false);
                var answer = new AnswerLookUp { By = Actor.System, Answers = answers };
                await engine.ExecuteRowAsync(ContactLookUp.RequestOf(lookUp, answers), answer).ConfigureAwait(false);
            }
            else
            {
                await SendAsync(inFlight).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // For instance a store that went away: the row's lease ends, and it is taken up again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            EngineLog.RowFailed(logger, exception, inFlight.Row.Key);
        }
        finally
        {
            _inFlight.TryRemove(inFlight.Row.Key, out _);
            engine.OutboxWakeUp.Notify(clock.Now);
        }
    }

    private async ValueTask<ImmutableArray<TargetAnswer>> LookUpAsync(OutboxLookUp lookUp)
    {
        using var activity = telemetry.StartLookUp(lookUp);
        var answers = await contacts.FindAsync(lookUp, CancellationToken.None).ConfigureAwait(false);
        if (answers.Any(answer => answer.Failure is not null))
        {
            activity?.SetStatus(ActivityStatusCode.Error);
        }

        return answers;
    }

    private async ValueTask SendAsync(InFlight inFlight)
    {
        var row = (OutboxMessage)inFlight.Row;
        var token = await links.TokenOfAsync(row).ConfigureAwait(false);
        var begin = new BeginSending { By = Actor.System, Format = FormatFor(row), Link = row.Escalation is null ? null : links.LinkOf(token) };
        var begun = await BeginAsync(inFlight, row, begin).ConfigureAwait(false);
        if (begun.Changes.Rows.OfType<OutboxMessage>().LastOrDefault(changed => changed is { Status: OutboxStatus.Sending, IsCarried: false }) is { } message)
        {
            inFlight.MessageKey = message.Key;
            inFlight.TimesOutAt = clock.Now + Duration.FromTimeSpan(options.Value.SendTimeout);

            // A bundle stands for several incidents: no token acknowledges them all.
            var result = await SendAsync(message, message.Bundles > 0 ? null : token).ConfigureAwait(false);
            await engine.ExecuteRowAsync(Bundling.RequestOf(message), new CompleteSending { By = Actor.System, Result = result }).ConfigureAwait(false);
        }
    }

    /// <summary>Begins to send. A body of the host's renderer counts only for the incident from which it was made; where that moved on, it is asked again.</summary>
    private async ValueTask<Decision> BeginAsync(InFlight inFlight, OutboxMessage row, BeginSending begin)
    {
        for (var asked = 0; asked < HostRendering.Most; asked++)
        {
            inFlight.TimesOutAt = rendering.TimesOutAt(row) ?? inFlight.TimesOutAt;
            if (row.Bundle is not null || await rendering.RenderAsync(row, begin.Format).ConfigureAwait(false) is not { } rendered)
            {
                break;
            }

            var begun = await engine.ExecuteRowAsync(Bundling.RequestOf(row), begin with { Rendered = rendered }).ConfigureAwait(false);
            if (begun.Incident?.Version == rendered.Version || begun.Changes.Rows.Any(changed => changed.Key == row.Key))
            {
                return begun;
            }
        }

        return await engine.ExecuteRowAsync(Bundling.RequestOf(row), begin).ConfigureAwait(false);
    }

    private async ValueTask<DeliveryResult> SendAsync(OutboxMessage message, string? token)
    {
        using var activity = telemetry.StartSend(message);
        var began = clock.TimeProvider.GetTimestamp();
        var result = await CallChannelAsync(message, token).ConfigureAwait(false);
        telemetry.Sent(activity, message, result, began);
        return result;
    }

    /// <summary>Asks the channel for its form. One that cannot say, or says none that there is, gets plain text: its failure shows when it is called.</summary>
    private MessageFormat FormatFor(OutboxMessage message)
    {
        try
        {
            return channels.Find(message.Channel)?.Format is { } format && Enum.IsDefined(format) ? format : MessageFormat.PlainText;
        }
#pragma warning disable CA1031 // A host's channel may throw anything; no message waits for that.
        catch (Exception)
#pragma warning restore CA1031
        {
            return MessageFormat.PlainText;
        }
    }

    private async ValueTask<DeliveryResult> CallChannelAsync(OutboxMessage message, string? token)
    {
        using var timeout = new CancellationTokenSource(options.Value.SendTimeout, clock.TimeProvider);
        try
        {
            if (channels.Find(message.Channel) is not { } channel)
            {
                return DeliveryResult.Failed($"MMI4001: no channel \"{message.Channel}\" is registered; call AddNotificationChannel(\"{message.Channel}\", …).");
            }

            // A channel may ignore its token: the time-out does not depend on it.
            var sending = hostCalls.RunAsync(() => channel.SendAsync(Outgoing(message, token), timeout.Token)).WaitAsync(timeout.Token);
            await KeepLeaseAsync(message.Key, sending).ConfigureAwait(false);
            return await sending.ConfigureAwait(false) ?? throw new InvalidOperationException("the channel answered nothing");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return DeliveryResult.Retry($"MMI4002: no answer within {options.Value.SendTimeout}.");
        }
#pragma warning disable CA1031 // A host's channel may throw anything; the failure is recorded.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            EngineLog.SendFailed(logger, exception, message.Channel, message.Key);
            return DeliveryResult.Retry($"MMI4003: {HostFailure.TextOf(exception)}");
        }
    }

    /// <summary>Prolongs the lease for as long as the channel works. Should this node die, another one takes the row soon, however slow the channel.</summary>
    private async ValueTask KeepLeaseAsync(string key, Task sending)
    {
        while (!sending.IsCompleted && SendingLease.NeedsExtending(options.Value))
        {
            // The loser of the race must not leave a timer behind.
            using var stop = new CancellationTokenSource();
            var pause = Task.Delay(SendingLease.Extend.ToTimeSpan(), clock.TimeProvider, stop.Token);
            if (await Task.WhenAny(sending, pause).ConfigureAwait(false) == sending)
            {
                await stop.CancelAsync().ConfigureAwait(false);
                return;
            }

            try
            {
                await store.ExtendLeaseAsync(key, clock.Now + SendingLease.Of(options.Value)).ConfigureAwait(false);
            }
            catch (IncidentStoreException exception)
            {
                EngineLog.ExtendFailed(logger, exception, key);
            }
        }
    }

    private OutgoingMessage Outgoing(OutboxMessage message, string? token) => new()
    {
        Key = message.Key,
        Incident = message.Reference,
        IncidentId = message.IncidentId,
        QueuedAt = message.QueuedAt,
        Kind = message.Kind,
        Audience = message.Audience,
        To = message.To,
        Address = message.Address,
        Body = message.Body ?? string.Empty,
        Format = message.Format,
        Language = message.Language,
        AcknowledgementToken = token,
        AcknowledgementLink = links.LinkOf(token),
        Bundles = message.Bundles,
    };

    /// <summary>A row on its way.</summary>
    internal sealed class InFlight(OutboxRow row, Instant timesOutAt)
    {
        public OutboxRow Row { get; } = row;

        /// <summary>Gets or sets the key of the message that goes out: that of a bundle, where the row is the first of one.</summary>
        public string MessageKey { get; set; } = row.Key;

        /// <summary>Gets or sets when what it waits for at present runs out of time.</summary>
        public Instant TimesOutAt { get; set; } = timesOutAt;

        public Task Work { get; set; } = Task.CompletedTask;
    }
}
