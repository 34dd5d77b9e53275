using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <content>What is no incident: silences, heartbeats, groups of signals.</content>
internal sealed partial class IncidentResponse
{
    /// <summary>How many entries of a silence are let go at a time: thousands of them hold up nothing else that is due.</summary>
    private const int ReleasedAtATime = 16;

    private static readonly Duration WatchAgainAfter = Duration.FromMinutes(1);

    private Instant? _watchAt = Instant.MinValue;

    public async ValueTask<SilenceOutcome> SilenceAsync(StartSilence command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var now = clock.Now;
        var forgotten = (await ListSilencesAsync(cancellationToken).ConfigureAwait(false)).Where(silence => SilenceDeciding.IsForgotten(silence, now));
        var id = Guid.CreateVersion7(now.ToDateTimeOffset());
        var request = new StoreRequest
        {
            WithOpen = SubjectKind.Silence,
            Subjects = [NameOfSilence(id), .. forgotten.Take(ReleasedAtATime).Select(silence => silence.Name)],
        };
        var begin = new BeginSilence { By = command.By, Id = id, Silence = command, IdempotencyKey = command.IdempotencyKey };
        var decision = await RunAsync(request, begin, cancellationToken).ConfigureAwait(false);
        return await SilenceOutcomeOf(decision, id, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<SilenceOutcome> EndSilenceAsync(Guid id, Actor by, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        var request = new StoreRequest { Subjects = [NameOfSilence(id)] };
        var command = new EndSilence { By = by, Id = id, IdempotencyKey = idempotencyKey };
        return await SilenceOutcomeOf(await RunAsync(request, command, cancellationToken).ConfigureAwait(false), id, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<Silence>> ListSilencesAsync(CancellationToken cancellationToken = default) =>
        [.. (await store.ReadSubjectsAsync(SubjectKind.Silence, cancellationToken).ConfigureAwait(false)).OfType<Silence>()];

    private async ValueTask<Silence?> FindSilenceAsync(Guid? id, CancellationToken cancellationToken) =>
        id is null ? null : (await ListSilencesAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(silence => silence.Id == id);

    private async ValueTask<SilenceOutcome> SilenceOutcomeOf(Decision decision, Guid id, CancellationToken cancellationToken) => decision.Repeated is { } receipt
        ? new SilenceOutcome { IsRepeat = true, Silence = await FindSilenceAsync(receipt.SilenceId, cancellationToken).ConfigureAwait(false) }
        : new SilenceOutcome
        {
            Silence = decision.Changes.Subjects.Select(change => change.After).OfType<Silence>().FirstOrDefault(silence => silence.Id == id),
            Rejection = decision.Rejection,
        };

    private static SubjectName NameOfSilence(Guid id) => new() { Kind = SubjectKind.Silence, Id = id };

    private static SubjectName NameOfMonitor(Guid id) => new() { Kind = SubjectKind.HeartbeatMonitor, Id = id };

    /// <summary>Says what a signal needs: the holder of its key, the silences, and the group of its label.</summary>
    private StoreRequest RequestOf(Signal signal, params ImmutableArray<SubjectName> also) => new()
    {
        Key = signal.Key,
        WithKeyHolders = signal.Key is not null,
        WithOpen = SubjectKind.Silence,
        Subjects = SignalGrouping.NameOf(signal, playbooks.Current) is { } group ? also.Add(group) : also,
    };

    /// <summary>Takes a beat in, for each monitor that waits for it.</summary>
    private async ValueTask<Decision> BeatAsync(ImmutableArray<CompiledHeartbeat> heartbeats, Signal beat, CancellationToken cancellationToken)
    {
        Decision? last = null;
        foreach (var heartbeat in heartbeats)
        {
            var signal = HeartbeatWatching.Returned(heartbeat);
            var command = new TakeBeat
            {
                By = Actor.System,
                Heartbeat = heartbeat,
                Signal = signal,
                Beat = beat,
                IsLast = heartbeat == heartbeats[^1],
                IdempotencyKey = beat.IdempotencyKey,
            };
            last = await RunAsync(RequestOf(signal, heartbeat.Monitor), command, cancellationToken).ConfigureAwait(false);
        }

        return last!;
    }

    /// <summary>Begins to watch the heartbeats of the playbook when this node first looks for what is due; those that it has no longer are forgotten.</summary>
    private async ValueTask WatchHeartbeatsAsync(CancellationToken cancellationToken)
    {
        if (_watchAt is not { } due || clock.Now < due)
        {
            return;
        }

        try
        {
            await WatchAllAsync(cancellationToken).ConfigureAwait(false);
            _watchAt = null;
        }
#pragma warning disable CA1031 // Whatever it is: deadlines do not wait for it.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            EngineLog.HeartbeatsNotWatched(logger, exception);
            _watchAt = clock.Now + WatchAgainAfter;
        }
    }

    private async ValueTask WatchAllAsync(CancellationToken cancellationToken)
    {
        var kept = await store.ReadSubjectsAsync(SubjectKind.HeartbeatMonitor, cancellationToken).ConfigureAwait(false);
        var heartbeats = playbooks.Current.Heartbeats;
        foreach (var heartbeat in heartbeats)
        {
            var command = new WatchHeartbeat { By = Actor.System, Heartbeat = heartbeat };
            await RunAsync(new StoreRequest { Subjects = [heartbeat.Monitor] }, command, cancellationToken).ConfigureAwait(false);
        }

        foreach (var old in kept.Where(monitor => !heartbeats.Any(heartbeat => heartbeat.Monitor.Id == monitor.Id)))
        {
            var command = new ForgetHeartbeat { By = Actor.System, MonitorId = old.Id };
            await RunAsync(new StoreRequest { Subjects = [old.Name] }, command, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TickSilenceAsync(Guid id, CancellationToken cancellationToken)
    {
        var request = new StoreRequest { Subjects = [NameOfSilence(id)] };
        await RunAsync(request, new TickSilence { By = Actor.System, Id = id }, cancellationToken).ConfigureAwait(false);
        if (await ReadAsync<Silence>(NameOfSilence(id), cancellationToken).ConfigureAwait(false) is not { OverAt: null } silence || clock.Now < silence.EndsAt)
        {
            return;
        }

        // What still fires goes first, each in a commit of its own. The silence stays due, so that what is left comes with the next tick.
        Exception? failure = null;
        foreach (var entry in silence.Entries.Where(entry => entry.IsFiring).Take(ReleasedAtATime))
        {
            var signal = Silencing.SignalOf(entry);
            var command = new ReleaseSilenced { By = Actor.System, SilenceId = id, Signal = signal };
            try
            {
                await RunAsync(RequestOf(signal, NameOfSilence(id)), command, cancellationToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever is wrong with one entry: the others are let go, and it is tried again later.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                failure ??= exception;
            }
        }

        if (failure is not null)
        {
            throw new InvalidOperationException($"Not all that the silence {id} held back could be let go.", failure);
        }
    }

    private async Task TickMonitorAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await ReadAsync<HeartbeatMonitor>(NameOfMonitor(id), cancellationToken).ConfigureAwait(false) is { } monitor)
        {
            var signal = HeartbeatWatching.Missing(monitor);
            var command = new MissBeat { By = Actor.System, MonitorId = id, Signal = signal };
            await RunAsync(RequestOf(signal, NameOfMonitor(id)), command, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TickGroupAsync(Guid id, CancellationToken cancellationToken)
    {
        var request = new StoreRequest { Subjects = [new SubjectName { Kind = SubjectKind.SignalGroup, Id = id }] };
        await RunAsync(request, new EndGroup { By = Actor.System, GroupId = id }, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<T?> ReadAsync<T>(SubjectName name, CancellationToken cancellationToken)
        where T : StoredSubject
    {
        T? found = null;
        await store.ExecuteAsync(
            [new StoreRequest { Subjects = [name] }],
            (_, loaded) =>
            {
                found = loaded.Subjects.OfType<T>().FirstOrDefault(subject => subject.Id == name.Id);
                return StoreDecision.None;
            },
            cancellationToken).ConfigureAwait(false);
        return found;
    }
}
