using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The way of a command: load, decide, commit, tell.</summary>
internal sealed partial class IncidentResponse(
    IIncidentStore store,
    PlaybookShelf playbooks,
    PolicyPanel policies,
    IEnumerable<IEscalationRule> rules,
    ObserverSet observers,
    EngineClock clock,
    IOptions<IncidentResponseOptions> options,
    ILogger<IncidentResponse> logger,
    AcknowledgementKeys acknowledgementKeys,
    EngineTelemetry telemetry,
    HealthWatch healthWatch,
    Lazy<OutboxDispatcher> dispatcher,
    Lazy<IIncidentQueries> queries,
    Lazy<ContactLookUp> contacts) : IIncidentResponse
{
    private static readonly Duration TickLease = Duration.FromMinutes(1);

    /// <summary>A subject that fails again and again is tried each hour or so.</summary>
    private const int MostDoublings = 6;

    private readonly ImmutableArray<IEscalationRule> _rules = [.. rules];
    private SignalCoalescer? _coalescer;

    public WakeUp DeadlineWakeUp { get; } = new(clock);

    /// <summary>Gets what lets equal signals be taken in together.</summary>
    internal SignalCoalescer Coalescer =>
        Volatile.Read(ref _coalescer) ?? Interlocked.CompareExchange(ref _coalescer, new SignalCoalescer(TakeAsync), comparand: null) ?? _coalescer!;

    public WakeUp OutboxWakeUp { get; } = new(clock);

    public ValueTask<IncidentOutcome> DeclareAsync(DeclareIncident command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var declare = new Declare { By = command.By, Declaration = SignalDoor.Admit(command), IdempotencyKey = command.IdempotencyKey };
        return OutcomeOf(RunAsync(new StoreRequest(), declare, cancellationToken), cancellationToken);
    }

    public ValueTask<IncidentOutcome> SignalAsync(Signal signal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signal);
        signal = SignalDoor.Admit(signal);
        var beats = BeatsOf(signal);
        return beats.IsEmpty
            ? Coalescer.TakeAsync(signal, cancellationToken)
            : OutcomeOf(BeatAsync(beats, signal, cancellationToken), cancellationToken);
    }

    /// <summary>Finds the heartbeats of which a signal is a beat; nearly always none.</summary>
    private ImmutableArray<CompiledHeartbeat> BeatsOf(Signal signal)
    {
        var heartbeats = playbooks.Current.Heartbeats;
        return heartbeats.IsEmpty || !signal.IsFiring ? [] : [.. heartbeats.Where(heartbeat => heartbeat.IsBeat(signal))];
    }

    private ValueTask<IncidentOutcome> TakeAsync(Signal signal, long count, CancellationToken cancellationToken)
    {
        var take = new TakeSignal { By = Actor.System, Signal = signal, Count = count, IdempotencyKey = signal.IdempotencyKey };
        return OutcomeOf(RunAsync(RequestOf(signal), take, cancellationToken), cancellationToken);
    }

    public ValueTask<IncidentOutcome> ExecuteAsync(IncidentId id, IncidentCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        command = command is AttachSignal attached ? SignalDoor.Admit(attached) : command;
        var request = new StoreRequest
        {
            Id = id,
            WithKeyHolders = command is Reopen or Restore,
            AlsoKey = (command as AttachSignal)?.Key,
            Beside = command is Cancel { DuplicateOf: { } original } && original != id ? original : null,
        };
        return OutcomeOf(RunAsync(request, command, cancellationToken), cancellationToken);
    }

    public ValueTask<Incident?> FindAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        FindAsync(token => store.FindAsync(id, token), cancellationToken);

    public ValueTask<Incident?> FindByReferenceAsync(string reference, CancellationToken cancellationToken = default) =>
        FindAsync(token => store.FindByReferenceAsync(reference, token), cancellationToken);

    public ValueTask<ImmutableArray<IncidentEvent>> ReadTimelineAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        store.ReadEventsAsync(id, cancellationToken);

    public async ValueTask<IncidentExplanation?> ExplainAsync(IncidentId id, CancellationToken cancellationToken = default)
    {
        if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } incident)
        {
            return null;
        }

        var playbook = await PlaybookOfAsync(incident, cancellationToken).ConfigureAwait(false);
        var timeline = await store.ReadEventsAsync(id, cancellationToken).ConfigureAwait(false);
        return Explaining.Explain(incident, playbook, timeline, clock.Now);
    }

    public async ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken = default)
    {
        Instant?[] next =
        [
            await store.NextDueAsync(cancellationToken).ConfigureAwait(false),
            await store.NextOutboxDueAsync(dispatcher.Value.FullChannels, cancellationToken).ConfigureAwait(false),
            dispatcher.Value.NextTimeoutAt,
        ];
        return next.Min();
    }

    public async ValueTask RunDueAsync(CancellationToken cancellationToken = default)
    {
        bool worked;
        do
        {
            worked = await TickDueAsync(cancellationToken).ConfigureAwait(false) > 0;
            worked |= await dispatcher.Value.BeginDueAsync(cancellationToken).ConfigureAwait(false) > 0;
            await dispatcher.Value.WhenIdleAsync(cancellationToken).ConfigureAwait(false);
        }
        while (worked);
    }

    /// <summary>Ticks the incidents that are due. One that fails does not hold the others.</summary>
    /// <returns>How many were due.</returns>
    public async ValueTask<int> TickDueAsync(CancellationToken cancellationToken)
    {
        await WatchHeartbeatsAsync(cancellationToken).ConfigureAwait(false);
        if (telemetry.Metrics.IsReading)
        {
            await healthWatch.RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        var now = clock.Now;
        var claim = new StoreClaim { Now = now, LeasedUntil = now + TickLease, Limit = options.Value.ClaimSize };
        var due = await store.ClaimDueAsync(claim, cancellationToken).ConfigureAwait(false);
        var ticks = new List<Task>(due.Length);
        foreach (var subject in due)
        {
            // Begun together: a store that commits in groups commits them in one.
            ticks.Add(TickAsync(subject, cancellationToken));
        }

        await Task.WhenAll(ticks).ConfigureAwait(false);
        return due.Length;
    }

    private async Task TickAsync(DueSubject subject, CancellationToken cancellationToken)
    {
        try
        {
            await (subject.Kind switch
            {
                SubjectKind.Incident or SubjectKind.SignalTally => TickIncidentAsync(subject.Id, cancellationToken),
                SubjectKind.Silence => TickSilenceAsync(subject.Id, cancellationToken),
                SubjectKind.HeartbeatMonitor => TickMonitorAsync(subject.Id, cancellationToken),
                SubjectKind.SignalGroup => TickGroupAsync(subject.Id, cancellationToken),

                // A newer node put it there and will do it; its lease ends by itself.
                _ => Task.CompletedTask,
            }).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever is wrong with one incident: it is tried again later, and the others go on.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            EngineLog.TickFailed(logger, exception, subject.Kind, subject.Id);
            telemetry.Metrics.TickFailed(subject.Kind);
            await PostponeAsync(subject, cancellationToken).ConfigureAwait(false);
            if (subject is { Kind: SubjectKind.Incident, Attempts: >= Quarantine.After })
            {
                await QuarantineAsync(new IncidentId(subject.Id), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task TickIncidentAsync(Guid id, CancellationToken cancellationToken) =>
        await RunAsync(new StoreRequest { Id = new IncidentId(id) }, new Tick { By = Actor.System }, cancellationToken).ConfigureAwait(false);

    /// <summary>Puts a failing subject off, twice as long each time.</summary>
    private async Task PostponeAsync(DueSubject subject, CancellationToken cancellationToken)
    {
        var doublings = Math.Min(subject.Attempts - 1, MostDoublings);
        try
        {
            await store.PostponeAsync(subject, clock.Now + (TickLease * (1 << doublings)), cancellationToken).ConfigureAwait(false);
        }
        catch (IncidentStoreException exception)
        {
            // A store that is away: the lease ends by itself.
            EngineLog.PostponeFailed(logger, exception, subject.Id);
        }
    }

    /// <summary>Calls the emergency contact to an incident whose ticks fail, once for each state in which it got stuck.</summary>
    private async Task QuarantineAsync(IncidentId id, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } incident
                && !(await store.ReadOutboxAsync(id, cancellationToken).ConfigureAwait(false)).Any(row => row.Key == Quarantine.KeyOf(incident)))
            {
                EngineLog.Quarantined(logger, incident.Reference);
                await RunAsync(new StoreRequest { Id = id }, new ReportQuarantine { By = Actor.System }, cancellationToken).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // The next failing tick tries again.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            EngineLog.QuarantineNotReported(logger, exception, id.Value);
        }
    }

    /// <summary>Gives a command that is about an outbox row.</summary>
    public ValueTask<Decision> ExecuteRowAsync(string row, IncidentCommand command) =>
        ExecuteRowAsync(new StoreRequest { Row = row }, command);

    /// <summary>Gives a command that is about an outbox row and needs more than that.</summary>
    public ValueTask<Decision> ExecuteRowAsync(StoreRequest request, IncidentCommand command) => RunAsync(request, command, CancellationToken.None);

    private async ValueTask<IncidentOutcome> OutcomeOf(ValueTask<Decision> deciding, CancellationToken cancellationToken)
    {
        var decision = await deciding.ConfigureAwait(false);
        if (decision.Repeated is { } receipt)
        {
            return await RepeatAsync(receipt, cancellationToken).ConfigureAwait(false);
        }

        return new IncidentOutcome { Incident = decision.Incident, Events = decision.Events, Rejection = decision.Rejection, SilencedBy = decision.SilencedBy };
    }

    /// <summary>Reads an incident with the signals that are counted and not on its timeline yet.</summary>
    private async ValueTask<Incident?> FindAsync(Func<CancellationToken, ValueTask<Incident?>> find, CancellationToken cancellationToken)
    {
        var tallies = await store.ReadSubjectsAsync(SubjectKind.SignalTally, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var incident = await find(cancellationToken).ConfigureAwait(false);
            if (TallyOf(incident, tallies) is not { } tally)
            {
                // What was counted before this read began is on the timeline by now.
                return incident;
            }

            // As long as the tally is the same, nothing of it was written in between: nothing counts twice.
            tallies = await store.ReadSubjectsAsync(SubjectKind.SignalTally, cancellationToken).ConfigureAwait(false);
            if (TallyOf(incident, tallies)?.Version == tally.Version)
            {
                return SignalTallying.WithPending(incident, tally);
            }
        }
    }

    private static SignalTally? TallyOf(Incident? incident, ImmutableArray<StoredSubject> tallies) =>
        incident is null ? null : tallies.OfType<SignalTally>().FirstOrDefault(tally => tally.Id == incident.Id.Value);

    /// <summary>Tells again what came of a command, with the incident as it is now.</summary>
    private async ValueTask<IncidentOutcome> RepeatAsync(StoreReceipt receipt, CancellationToken cancellationToken)
    {
        var outcome = new IncidentOutcome { IsRepeat = true, SilencedBy = await FindSilenceAsync(receipt.SilenceId, cancellationToken).ConfigureAwait(false) };
        if (receipt.IncidentId is not { } id)
        {
            return outcome;
        }

        var incident = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        var timeline = receipt.LastSequence < receipt.FirstSequence ? [] : await store.ReadEventsAsync(id, cancellationToken).ConfigureAwait(false);
        return outcome with { Incident = incident, Events = [.. timeline.Where(happened => happened.Sequence >= receipt.FirstSequence && happened.Sequence <= receipt.LastSequence)] };
    }

    private ValueTask<Decision> RunAsync(StoreRequest request, IncidentCommand command, CancellationToken cancellationToken) =>
        telemetry.IsWatched ? WatchAsync(request, command, cancellationToken) : DoAsync(request, command, cancellationToken);

    /// <summary>Does a command under watch. Apart, so that no closure is made for one that nobody watches.</summary>
    private ValueTask<Decision> WatchAsync(StoreRequest request, IncidentCommand command, CancellationToken cancellationToken) =>
        telemetry.WatchAsync(command, () => DoAsync(request, command, cancellationToken));

    private async ValueTask<Decision> DoAsync(StoreRequest request, IncidentCommand command, CancellationToken cancellationToken)
    {
        await playbooks.SaveCurrentAsync(cancellationToken).ConfigureAwait(false);
        if (observers.IsEmpty)
        {
            return Wake((await CommitAsync(request, command, cancellationToken).ConfigureAwait(false)).Decision);
        }

        await observers.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (decision, at) = await CommitAsync(request, command, cancellationToken).ConfigureAwait(false);
            foreach (var commit in CommitReports.Of(command, decision, at))
            {
                observers.Tell(commit);
            }

            return Wake(decision);
        }
        finally
        {
            observers.Leave();
        }
    }

    private async ValueTask<(Decision Decision, Instant At)> CommitAsync(StoreRequest request, IncidentCommand command, CancellationToken cancellationToken)
    {
        // Asked before anything is locked: a policy that hangs holds nobody else.
        ImmutableArray<PolicyAnswer> answers = !policies.IsEmpty && SeverityQuestion.Of(command, playbooks.Current.LevelNames) is { } question
            ? await policies.AskAsync(question).ConfigureAwait(false)
            : [];
        var asked = request with { Receipt = command.IdempotencyKey, WithTallies = request.Id is not null || request.Key is not null || request.Row is not null };
        while (true)
        {
            var attempt = new CommandAttempt(playbooks, answers, _rules, clock, options.Value, command, request.Id);
            await store.ExecuteAsync([asked], attempt.Decide, cancellationToken).ConfigureAwait(false);
            if (attempt.Decision is { } decision)
            {
                Report(command, decision);
                return (decision, attempt.At);
            }

            if (attempt.MissingPlaybook is { } playbook)
            {
                await playbooks.LoadAsync(playbook, cancellationToken).ConfigureAwait(false);
            }

            asked = attempt.MissingIncident is { } beside ? asked with { Beside = beside } : asked;
        }
    }

    /// <summary>Writes to the log what went wrong and held nothing up.</summary>
    private void Report(IncidentCommand command, Decision decision)
    {
        if (decision.SkippedDeadlines is { } failure)
        {
            EngineLog.DeadlinesSkipped(logger, failure, command.GetType().Name, decision.Incident?.Reference);
        }

        foreach (var (part, thrown) in decision.HostFailures)
        {
            EngineLog.HostPartFailed(logger, thrown, part, decision.Incident?.Reference);
        }
    }

    private Decision Wake(Decision decision)
    {
        foreach (var change in decision.Changes.Changes)
        {
            if (change.NextDueAt is { } due)
            {
                DeadlineWakeUp.Notify(due);
            }
        }

        foreach (var change in decision.Changes.Subjects)
        {
            if (!change.IsRemoved && change.After.NextDueAt is { } due)
            {
                DeadlineWakeUp.Notify(due);
            }
        }

        foreach (var row in decision.Changes.Rows)
        {
            if (row.Status == OutboxStatus.Waiting)
            {
                OutboxWakeUp.Notify(row.NotBefore);
            }
        }

        return decision;
    }
}
