using System.Diagnostics.Metrics;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The figures of the engine. Each is recorded after the commit, once, on the node that made it; while nobody listens none costs anything.</summary>
/// <remarks>No attribute holds a value of a person, a key or a reference: they come from the playbook, the code, or short lists.</remarks>
internal sealed class EngineMetrics : IDisposable
{
    public const string Name = "MediMate.Incidents";

    /// <summary>From a command in memory to a database that is slow.</summary>
    private static readonly InstrumentAdvice<double> OfCalls = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] };

    /// <summary>From somebody who was awake to a day.</summary>
    private static readonly InstrumentAdvice<double> OfPeople = new() { HistogramBucketBoundaries = [15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400] };

    private readonly Meter _meter;
    private readonly Meter? _own;
    private readonly HealthWatch _watch;
    private readonly Counter<long> _declared;
    private readonly Counter<long> _signals;
    private readonly Counter<long> _clocks;
    private readonly Counter<long> _steps;
    private readonly Counter<long> _exhausted;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _ticksFailed;
    private readonly Histogram<double> _commands;
    private readonly Histogram<double> _acknowledged;
    private readonly Histogram<double> _sends;
    private readonly Histogram<double> _tickLag;
    private readonly Instrument[] _read;

    public EngineMetrics(HealthWatch watch, IMeterFactory? factory = null)
    {
        _watch = watch;
        _own = factory is null ? new Meter(Name) : null;
        _meter = _own ?? factory!.Create(Name);
        _declared = _meter.CreateCounter<long>("medimate.incidents.declared", "{incident}", "Incidents that were declared.");
        _signals = _meter.CreateCounter<long>("medimate.incidents.signals", "{signal}", "Signals that were taken in, those that were silenced too.");
        _commands = _meter.CreateHistogram("medimate.incidents.command.duration", "s", "Time from a command to its outcome.", tags: null, OfCalls);
        _acknowledged = _meter.CreateHistogram("medimate.incidents.acknowledgement.duration", "s", "Time from the beginning of a cycle to an acknowledgement.", tags: null, OfPeople);
        _clocks = _meter.CreateCounter<long>("medimate.incidents.clock.results", "{clock}", "Clocks that were met, or ran out.");
        _steps = _meter.CreateCounter<long>("medimate.incidents.escalation.steps", "{step}", "Steps of ladders that ran.");
        _exhausted = _meter.CreateCounter<long>("medimate.incidents.escalation.exhausted", "{ladder}", "Ladders that ended without an acknowledgement.");
        _messages = _meter.CreateCounter<long>("medimate.incidents.messages", "{message}", "Messages that came to an end.");
        _sends = _meter.CreateHistogram("medimate.incidents.message.send.duration", "s", "Time that a channel took for a message.", tags: null, OfCalls);
        _tickLag = _meter.CreateHistogram("medimate.incidents.tick.lag", "s", "Time from a deadline of an incident to the commit of what it led to.", tags: null, OfCalls);
        _ticksFailed = _meter.CreateCounter<long>("medimate.incidents.tick.failures", "{tick}", "Ticks that threw; each is tried again later.");
        _read =
        [
            _meter.CreateObservableUpDownCounter("medimate.incidents.open", ObserveOpen, "{incident}", "Incidents that are not closed or cancelled, as the store has them."),
            _meter.CreateObservableGauge("medimate.incidents.outbox.age", () => _watch.OutboxAge.TotalSeconds, "s", "For how long the oldest row of the outbox has been due."),
            _meter.CreateObservableGauge("medimate.incidents.deadline.age", () => _watch.DeadlineAge.TotalSeconds, "s", "For how long the oldest deadline has been due."),
            _meter.CreateObservableUpDownCounter("medimate.incidents.quarantined", () => _watch.Last?.Failing ?? 0, "{subject}", "Incidents and others whose ticks fail again and again."),
            _meter.CreateObservableUpDownCounter("medimate.incidents.unattended", () => _watch.Last?.Unattended ?? 0, "{incident}", "Incidents for which everybody was called and nobody came."),
        ];
    }

    /// <summary>Gets a value indicating whether somebody listens to what commands lead to.</summary>
    public bool IsEnabled => _commands.Enabled || _declared.Enabled || _signals.Enabled || _acknowledged.Enabled || _clocks.Enabled || _steps.Enabled
        || _exhausted.Enabled || _messages.Enabled || _tickLag.Enabled;

    /// <summary>Gets a value indicating whether somebody listens to what has to be read from the store.</summary>
    public bool IsReading => Array.Exists(_read, instrument => instrument.Enabled);

    public void Dispose() => _own?.Dispose();

    /// <summary>Records what came of a command.</summary>
    public void Command(string command, string outcome, TimeSpan took) =>
        _commands.Record(took.TotalSeconds, new("command", command), new("outcome", outcome));

    /// <summary>Records what a commit says.</summary>
    public void Committed(IncidentCommand command, Decision decision)
    {
        if (command is TakeSignal { } taken)
        {
            _signals.Add(taken.Count, new("source", WordOf(taken.Signal.Source)), new KeyValuePair<string, object?>("outcome", OutcomeOf(decision)));
        }

        foreach (var change in decision.Changes.Changes)
        {
            foreach (var happened in change.Events)
            {
                Happened(happened, change.After);
            }
        }

        foreach (var row in decision.Changes.Rows)
        {
            if (row is OutboxMessage { IsPending: false } message)
            {
                _messages.Add(1, new("kind", WordOf(message.Kind)), new("channel", message.Channel), new("outcome", OutcomeOf(message)));
            }
        }
    }

    public void Sent(OutboxMessage message, DeliveryResult result, TimeSpan took) =>
        _sends.Record(took.TotalSeconds, new("channel", message.Channel), new("outcome", result.IsDelivered ? "sent" : "failed"));

    public void Ticked(SubjectKind kind, Duration lag) =>
        _tickLag.Record(Math.Max(lag.TotalSeconds, 0), new KeyValuePair<string, object?>("kind", WordOf(kind)));

    public void TickFailed(SubjectKind kind) => _ticksFailed.Add(1, new KeyValuePair<string, object?>("kind", WordOf(kind)));

    private void Happened(IncidentEvent happened, Incident after)
    {
        switch (happened)
        {
            case IncidentDeclared e:
                _declared.Add(1, new("level", e.Severity.Level), new("source", WordOf(e.Source)));
                break;
            case Acknowledged:
                _acknowledged.Record((happened.RecordedAt - after.CycleRecordedAt).TotalSeconds, new KeyValuePair<string, object?>("level", after.Severity.Level));
                break;
            case ClockMet e:
                Clock(e.Clock, after, e.Result == ClockResult.MetAfterBreach ? "met_after_breach" : "met");
                break;
            case ClockBreached e:
                Clock(e.Clock, after, "breached");
                break;
            case EscalationStepRan e:
                _steps.Add(1, new("level", e.Level), new("outcome", e.ResolvedTo.IsEmpty ? "nobody" : "reached"));
                break;
            case EscalationExhausted e:
                _exhausted.Add(1, new KeyValuePair<string, object?>("level", e.Level));
                break;
        }
    }

    private void Clock(string clock, Incident after, string result) =>
        _clocks.Add(1, new("clock", clock), new("level", after.Severity.Level), new("result", result));

    private IEnumerable<Measurement<int>> ObserveOpen() =>
        (_watch.Last?.Open ?? []).Select(level => new Measurement<int>(level.Count, new KeyValuePair<string, object?>("level", level.Level)));

    private static string OutcomeOf(Decision decision) => decision switch
    {
        { SilencedBy: not null } => "silenced",
        { Events: [IncidentDeclared, ..] } => "declared",
        _ when decision.Events.OfType<Reopened>().Any() => "reopened",
        _ => "counted",
    };

    private static string OutcomeOf(OutboxMessage message) => message.Status switch
    {
        OutboxStatus.Done => "sent",
        OutboxStatus.Suppressed => "suppressed",
        _ => "failed",
    };

    private static string WordOf<T>(T value)
        where T : struct, Enum =>
        EnumWords<T>.Of(value);
}
