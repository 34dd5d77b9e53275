using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;

namespace MediMate.Incidents.Benchmarks;

/// <summary>Whole commands through the engine on the in-memory store, against one bare firing.</summary>
/// <remarks>
/// A command leaves events behind, so a store that served for the whole measurement would grow without bound and in the end measure the
/// garbage collector. Each iteration therefore starts with a new engine whose incidents were prepared outside the measured time, and does a
/// fixed number of commands on as many incidents as a busy year has. What the store keeps is part of the cost: the garbage collector moves it.
/// The run time optimises the engine's code in the background while it runs; after the usual warm-up half of it would still be unoptimised.
/// </remarks>
[MemoryDiagnoser]
[WarmupCount(50)]
public class CommandBenchmarks
{
    /// <summary>Commands one after another on each incident, about as many as a long one gets; even, since phase commands go there and back.</summary>
    private const int Burst = 64;

    private const int Bursts = 1_024;
    private const int Single = 8_192;
    private const int RoundTrips = 262_144;

    private readonly RawMachine _raw = new();
    private readonly BeginContainment _forward = new() { By = Engine.Responder };
    private readonly StepBack _back = new() { By = Engine.Responder, To = IncidentPhase.Assessing, Reason = "not contained after all" };
    private readonly AddNote _note = new() { By = Engine.Responder, Text = "the first host answers again" };
    private readonly SendUpdate _update = new() { By = Engine.Responder, Audience = MessageAudience.Internal, Text = "the first host answers again" };
    private readonly Acknowledge _acknowledge = new() { By = Engine.Responder };
    private readonly ImmutableArray<Signal> _signals = [.. Enumerable.Range(1, Single).Select(Engine.CriticalSignal)];

    private Engine _engine = null!;
    private IncidentId[] _incidents = [];

    [GlobalSetup]
    public async Task CheckAsync()
    {
        var engine = new Engine();
        var incident = await engine.DeclareAsync(1);
        var rows = await engine.Store.ReadOutboxAsync(incident.Id);
        var events = (await engine.Incidents.ReadTimelineAsync(incident.Id)).Select(happened => happened.GetType().Name);
        Check(events, nameof(IncidentDeclared), nameof(ClockStarted), nameof(EscalationStarted), nameof(EscalationStepDue));
        Check(rows.Select(row => row.GetType().Name), nameof(OutboxLookUp), nameof(OutboxLookUp));

        await CheckAsync(engine, incident.Id, _acknowledge, nameof(Acknowledged), nameof(ClockMet), nameof(EscalationEnded));
        incident = await engine.CompleteAssessmentAsync(2);
        await CheckAsync(engine, incident.Id, _forward, nameof(PhaseChanged));
        await CheckAsync(engine, incident.Id, _back, nameof(PhaseChanged));
        await CheckAsync(engine, incident.Id, _note, nameof(NoteAdded));
        await CheckAsync(engine, incident.Id, _update, nameof(UpdateSent));
    }

    [IterationSetup(Targets = [nameof(AcceptedCommand), nameof(NoteCommand), nameof(UpdateCommand)])]
    public void PrepareAssessed() => Prepare(Bursts, (engine, number) => engine.CompleteAssessmentAsync(number));

    [IterationSetup(Target = nameof(AcknowledgeCommand))]
    public void PrepareDeclared() => Prepare(Single, (engine, number) => engine.DeclareAsync(number));

    [IterationSetup(Targets = [nameof(RawFire), nameof(DeclareP0)])]
    public void PrepareNothing() => Prepare(0, (engine, number) => engine.DeclareAsync(number));

    /// <summary>In a loop of its own: BenchmarkDotNet compares only what it measures in the same way.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = RoundTrips * RawMachine.Firings)]
    public IncidentPhase RawFire()
    {
        for (var i = 1; i < RoundTrips; i++)
        {
            _raw.FireThereAndBack();
        }

        return _raw.FireThereAndBack();
    }

    /// <summary>A phase command: the machine, its guards, one event.</summary>
    [Benchmark(OperationsPerInvoke = Bursts * Burst)]
    public Task AcceptedCommand() => RepeatAsync(_forward, _back);

    /// <summary>The smallest command: one event, and nothing follows from it.</summary>
    [Benchmark(OperationsPerInvoke = Bursts * Burst)]
    public Task NoteCommand() => RepeatAsync(_note, _note);

    /// <summary>A command with an outbox row: one event, and the look-up of those who are to read it.</summary>
    [Benchmark(OperationsPerInvoke = Bursts * Burst)]
    public Task UpdateCommand() => RepeatAsync(_update, _update);

    /// <summary>The acknowledgement with what follows: the response clock is met, the ladder ends.</summary>
    [Benchmark(OperationsPerInvoke = Single)]
    public async Task AcknowledgeCommand()
    {
        foreach (var id in _incidents)
        {
            await _engine.Incidents.ExecuteAsync(id, _acknowledge);
        }
    }

    /// <summary>A signal whose words say P0: declared, clock and ladder started, first step due, its look-up in the outbox, and one of those who must know.</summary>
    [Benchmark(OperationsPerInvoke = Single)]
    public async Task DeclareP0()
    {
        foreach (var signal in _signals)
        {
            await _engine.Incidents.SignalAsync(signal);
        }
    }

    private static async Task CheckAsync(Engine engine, IncidentId id, IncidentCommand command, params string[] expected)
    {
        var outcome = await engine.Incidents.ExecuteAsync(id, command);
        Check(outcome.Events.Select(happened => happened.GetType().Name), expected);
    }

    private static void Check(IEnumerable<string> actual, params string[] expected)
    {
        if (!actual.SequenceEqual(expected))
        {
            throw new InvalidOperationException($"Expected {string.Join(", ", expected)}; got {string.Join(", ", actual)}.");
        }
    }

    private async Task RepeatAsync(IncidentCommand one, IncidentCommand other)
    {
        foreach (var id in _incidents)
        {
            for (var i = 0; i < Burst; i += 2)
            {
                await _engine.Incidents.ExecuteAsync(id, one);
                await _engine.Incidents.ExecuteAsync(id, other);
            }
        }
    }

    // Nothing in memory ever waits: the tasks have ended when they come back.
    private void Prepare(int count, Func<Engine, int, Task<Incident>> prepare)
    {
        _engine = new Engine();
        _incidents = [.. Enumerable.Range(1, count).Select(number => prepare(_engine, number).GetAwaiter().GetResult().Id)];
    }
}
