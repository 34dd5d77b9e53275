using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>The configured machines of one playbook. A machine that threw is thrown away.</summary>
internal sealed class PhaseMachinePool
{
    private readonly ConcurrentBag<PhaseMachine> _machines = [];
    private readonly CompiledPlaybook _playbook;
    private readonly ImmutableArray<PhaseTrigger>[] _triggers;

    public PhaseMachinePool(CompiledPlaybook playbook)
    {
        _playbook = playbook;
        var first = new PhaseMachine(playbook);
        _triggers = first.ListTriggers();
        _machines.Add(first);
    }

    /// <summary>Lists the triggers that a phase has.</summary>
    public ImmutableArray<PhaseTrigger> Triggers(IncidentPhase phase) => _triggers[(int)phase];

    /// <summary>Fires a trigger on an incident: see <see cref="PhaseMachine.TryFire"/>.</summary>
    public bool TryFire(Incident incident, PhaseRequest request, out IncidentPhase to, out ImmutableArray<string> unmet)
    {
        if (!_machines.TryTake(out var machine))
        {
            machine = new PhaseMachine(_playbook);
        }

        var isAccepted = machine.TryFire(incident, request, out to, out unmet);
        _machines.Add(machine);
        return isAccepted;
    }

    public string ToMermaid() => new PhaseMachine(_playbook, isForDrawing: true).ToMermaid();
}
