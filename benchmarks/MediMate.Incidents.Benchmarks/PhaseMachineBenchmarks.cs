using BenchmarkDotNet.Attributes;
using NodaTime;

namespace MediMate.Incidents.Benchmarks;

/// <summary>A phase change through the machine and its guards on a prepared draft, against one bare firing.</summary>
[MemoryDiagnoser]
public class PhaseMachineBenchmarks
{
    private readonly RawMachine _raw = new();
    private readonly BeginContainment _command = new() { By = Engine.Responder };
    private IncidentDraft _ready = null!;
    private IncidentDraft _almost = null!;
    private IncidentDraft _unready = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var engine = new Engine();
        var ready = await engine.CompleteAssessmentAsync(1);
        _ready = Draft(engine, ready);
        _almost = Draft(engine, ready with { Impact = null, Items = ready.Items.RemoveAt(2) });
        var assessing = await engine.BeginAssessmentAsync(2);

        // Nothing that the guards ask for: the two conditions of the trigger itself and the three items are all unmet.
        _unready = Draft(engine, assessing with { Severity = assessing.Severity with { IsConfirmed = false } });
        if (!PhaseChange() || RefusalWithReasons() != 2 || RefusalWithEveryReason() != 5 || RefusedCommand() is not Rejection { Reasons.Length: 2 })
        {
            throw new InvalidOperationException("The drafts are not what the benchmarks need.");
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = RawMachine.Firings)]
    public IncidentPhase RawFire() => _raw.FireThereAndBack();

    /// <summary>Five guards, all met.</summary>
    [Benchmark]
    public bool PhaseChange() => Fire(_ready, out _);

    /// <summary>Five guards, two of them not met, each of the two with its text.</summary>
    [Benchmark]
    public int RefusalWithReasons()
    {
        Fire(_almost, out var unmet);
        return unmet;
    }

    /// <summary>Five guards, none met. Stateless compares each text with those it has collected.</summary>
    [Benchmark]
    public int RefusalWithEveryReason()
    {
        Fire(_unready, out var unmet);
        return unmet;
    }

    /// <summary>The refusal for two reasons as the whole decision of a command: with its code, its message and the triggers that are allowed.</summary>
    [Benchmark]
    public object? RefusedCommand() => PhaseChanging.Decide(_command, _almost);

    private static bool Fire(IncidentDraft draft, out int unmet)
    {
        var isAccepted = draft.Playbook.Machines.TryFire(draft.Incident, new PhaseRequest(PhaseTrigger.BeginContainment), out _, out var texts);
        unmet = texts.Length;
        return isAccepted;
    }

    private static IncidentDraft Draft(Engine engine, Incident incident)
    {
        var inputs = new DecisionInputs
        {
            Playbook = engine.Playbook,
            CurrentPlaybook = engine.Playbook,
            Options = new IncidentResponseOptions(),
            NewId = default,
            NewReference = string.Empty,
        };
        return new IncidentDraft(incident, inputs, Engine.Responder, incident.UpdatedAt + Duration.FromSeconds(1));
    }
}
