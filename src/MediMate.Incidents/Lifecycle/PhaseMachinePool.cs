using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>The configured machines of one playbook. A machine that threw is thrown away.</summary>
internal sealed class PhaseMachinePool
{
    private readonly ConcurrentQueue<PhaseMachine> _machines = [];
    private readonly CompiledPlaybook _playbook;

    // Neither is needed to load a playbook: the first command makes a machine, the first refusal or explanation lists the triggers.
    private readonly Lazy<ImmutableArray<PhaseTrigger>[]> _triggers;

    /// <summary>The machine at hand: without contention, taking it and giving it back is an exchange each, and the queue is left alone.</summary>
    private PhaseMachine? _first;

    public PhaseMachinePool(CompiledPlaybook playbook)
    {
        _playbook = playbook;
        _triggers = new Lazy<ImmutableArray<PhaseTrigger>[]>(() => new PhaseMachine(playbook).ListTriggers());
    }

    /// <summary>Lists the triggers of a phase that people can fire.</summary>
    public ImmutableArray<PhaseTrigger> Triggers(IncidentPhase phase) => _triggers.Value[(int)phase];

    /// <summary>Fires a trigger on an incident: see <see cref="PhaseMachine.TryFire"/>.</summary>
    public bool TryFire(Incident incident, PhaseRequest request, out IncidentPhase to, out ImmutableArray<string> unmet)
    {
        var machine = Interlocked.Exchange(ref _first, null) ?? (_machines.TryDequeue(out var other) ? other : new PhaseMachine(_playbook));
        var isAccepted = machine.TryFire(incident, request, out to, out unmet);
        if (Interlocked.CompareExchange(ref _first, machine, null) is not null)
        {
            _machines.Enqueue(machine);
        }

        return isAccepted;
    }

    public string ToMermaid() => new PhaseMachine(_playbook, isForDrawing: true).ToMermaid();
}
