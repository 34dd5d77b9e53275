using System.Collections.Immutable;
using Stateless;
using Stateless.Graph;
using Stateless.Reflection;

namespace MediMate.Incidents;

/// <summary>The Stateless machine of the phases, with a place for the incident that is being decided.</summary>
/// <remarks>
/// Configuring one costs ten firings, and none is safe for two threads: they are kept in a <see cref="PhaseMachinePool"/> and leased for one
/// operation. Guards are synchronous and there are no actions: the machine only says where a trigger leads.
/// A machine to draw gathers the active phases in a superstate, so that the way to cancel them shows once. A machine to fire goes without: Stateless
/// walks through the substates at each firing, which costs half a firing more.
/// </remarks>
internal sealed class PhaseMachine
{
    private readonly StateMachine<LifecycleState, PhaseTrigger> _machine;
    private readonly CompiledPlaybook _playbook;
    private readonly bool _isForDrawing;
    private readonly Tuple<Func<bool>, string>[] _selfResolves;
    private Incident? _incident;
    private IncidentPhase? _stepBackTo;
    private bool _isContainmentWaived;
    private LifecycleState _state;
    private ImmutableArray<string>? _unmet;

    public PhaseMachine(CompiledPlaybook playbook, bool isForDrawing = false)
    {
        _playbook = playbook;
        _isForDrawing = isForDrawing;
        _selfResolves =
        [
            Guard("all keys are quiet", () => _incident!.IsQuiet),
            Guard("nobody has acknowledged in this cycle", () => !_incident!.IsAcknowledged && _incident.AcknowledgedInCycle != _incident.Cycle),
            Guard("the level lets incidents resolve themselves", () => _incident!.SelfResolveAfter is not null),
        ];
        _machine = new StateMachine<LifecycleState, PhaseTrigger>(() => _state, state => _state = state, FiringMode.Immediate);
        _machine.OnUnhandledTrigger((_, _, unmet) => _unmet = unmet is null ? [] : [.. unmet]);
        Configure();
    }

    /// <summary>Fires a trigger on an incident, in one pass.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="request">The trigger and what the command brings along.</param>
    /// <param name="to">The phase to which it leads.</param>
    /// <param name="unmet">The conditions that are not met; empty when the phase does not have the trigger at all.</param>
    /// <returns><see langword="true"/> when it is accepted.</returns>
    public bool TryFire(Incident incident, PhaseRequest request, out IncidentPhase to, out ImmutableArray<string> unmet)
    {
        _incident = incident;
        _stepBackTo = request.StepBackTo;
        _isContainmentWaived = request.IsContainmentWaived;
        _state = (LifecycleState)incident.Phase;
        _unmet = null;
        _machine.Fire(request.Trigger);
        _incident = null;
        to = (IncidentPhase)_state;
        unmet = _unmet ?? [];
        return _unmet is null;
    }

    /// <summary>Lists the triggers of each phase that people can fire, whether or not their conditions are met.</summary>
    public ImmutableArray<PhaseTrigger>[] ListTriggers()
    {
        var states = _machine.GetInfo().States.ToDictionary(state => (LifecycleState)state.UnderlyingState);
        return [.. Enum.GetValues<IncidentPhase>().Select(phase => Triggers(states[(LifecycleState)phase]))];

        static ImmutableArray<PhaseTrigger> Triggers(StateInfo state) =>
        [
            .. state.FixedTransitions.Cast<TransitionInfo>().Concat(state.DynamicTransitions)
                .Select(transition => (PhaseTrigger)transition.Trigger.UnderlyingTrigger)
                .Where(trigger => trigger != PhaseTrigger.SelfResolve)
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>Draws the machine.</summary>
    public string ToMermaid() => MermaidGraph.Format(_machine.GetInfo(), MermaidGraphDirection.TopToBottom);

    private void Configure()
    {
        var severityConfirmed = Guard("severity confirmed", () => _incident!.Severity.IsConfirmed);
        var impactDescribed = Guard("impact described", () => _incident!.Impact is not null);
        var containmentWaived = Guard(
            "containment done, or waived with a reason",
            () => _incident!.Lifecycle == Lifecycle.Short || _incident.Facts.HasFlag(LifecycleFacts.Containment) || _isContainmentWaived);

        if (_isForDrawing)
        {
            _machine.Configure(LifecycleState.Active)
                .Permit(PhaseTrigger.Cancel, LifecycleState.Cancelled)
                .PermitIf(PhaseTrigger.SelfResolve, LifecycleState.Closed, _selfResolves);
        }

        Active(LifecycleState.Detected)
            .PermitIf(PhaseTrigger.BeginAssessment, LifecycleState.Assessing, Exit(IncidentPhase.Detected));
        Active(LifecycleState.Assessing)
            .PermitIf(PhaseTrigger.BeginContainment, LifecycleState.Containing, Exit(IncidentPhase.Assessing, severityConfirmed, impactDescribed))
            .PermitIf(PhaseTrigger.BeginInvestigation, LifecycleState.Investigating, Exit(IncidentPhase.Assessing, severityConfirmed, containmentWaived));
        StepBack(Active(LifecycleState.Containing)
            .PermitIf(PhaseTrigger.BeginInvestigation, LifecycleState.Investigating, Exit(IncidentPhase.Containing, severityConfirmed))
            .PermitIf(PhaseTrigger.BeginResolution, LifecycleState.Resolving, Exit(IncidentPhase.Containing)));
        StepBack(Active(LifecycleState.Investigating)
            .PermitIf(PhaseTrigger.BeginResolution, LifecycleState.Resolving, Exit(IncidentPhase.Investigating)));
        StepBack(Active(LifecycleState.Resolving)
            .PermitIf(PhaseTrigger.ConfirmResolution, LifecycleState.Communicating, Exit(IncidentPhase.Resolving, Fact("restoration verified in this cycle", LifecycleFacts.Restoration))));
        _machine.Configure(LifecycleState.Communicating)
            .PermitIf(PhaseTrigger.BeginReview, LifecycleState.Reviewing, Exit(IncidentPhase.Communicating, Fact("users told in this cycle, or not affected", LifecycleFacts.UsersTold)))
            .Permit(PhaseTrigger.Reopen, LifecycleState.Investigating);
        _machine.Configure(LifecycleState.Reviewing)
            .PermitIf(PhaseTrigger.Close, LifecycleState.Closed, Exit(IncidentPhase.Reviewing, Fact("review complete", LifecycleFacts.Review)))
            .PermitIf(
                PhaseTrigger.StepBack,
                LifecycleState.Communicating,
                Guard("the phase to go back to is Communicating", () => _stepBackTo is null or IncidentPhase.Communicating))
            .Permit(PhaseTrigger.Reopen, LifecycleState.Investigating);
        _machine.Configure(LifecycleState.Closed).Permit(PhaseTrigger.Reopen, LifecycleState.Investigating);
        _machine.Configure(LifecycleState.Cancelled).Permit(PhaseTrigger.Restore, LifecycleState.Assessing);
    }

    /// <summary>Begins a phase that can be cancelled.</summary>
    private StateMachine<LifecycleState, PhaseTrigger>.StateConfiguration Active(LifecycleState phase) => _isForDrawing
        ? _machine.Configure(phase).SubstateOf(LifecycleState.Active)
        : _machine.Configure(phase)
            .Permit(PhaseTrigger.Cancel, LifecycleState.Cancelled)
            .PermitIf(PhaseTrigger.SelfResolve, LifecycleState.Closed, _selfResolves);

    /// <summary>Permits the way back to each earlier phase from assessing on; which one, the command says.</summary>
    private void StepBack(StateMachine<LifecycleState, PhaseTrigger>.StateConfiguration configuration)
    {
        var destinations = new DynamicStateInfos();
        for (var phase = LifecycleState.Assessing; phase < configuration.State; phase++)
        {
            destinations.Add(phase, "as named");
        }

        var from = (IncidentPhase)configuration.State;
        configuration.PermitDynamicIf(
            PhaseTrigger.StepBack,
            () => (LifecycleState)(_stepBackTo ?? IncidentPhase.Assessing),
            destinations,
            Guard($"the phase to go back to is earlier than {from}, and not before Assessing", () => _stepBackTo is null || (_stepBackTo >= IncidentPhase.Assessing && _stepBackTo < from)));
    }

    /// <summary>Joins the conditions of a trigger with the required items of the phase that it leaves: one tuple, or Stateless finds two ways out.</summary>
    private Tuple<Func<bool>, string>[] Exit(IncidentPhase phase, params ReadOnlySpan<Tuple<Func<bool>, string>> guards)
    {
        var all = new List<Tuple<Func<bool>, string>>(guards.Length);
        all.AddRange(guards);
        foreach (var item in _playbook.Items(phase).Where(item => item.IsRequired))
        {
            all.Add(Guard($"\"{item.Text}\" done or skipped", () => !_incident!.IsOpen(item)));
        }

        return [.. all];
    }

    private Tuple<Func<bool>, string> Fact(string text, LifecycleFacts fact) => Guard(text, () => _incident!.Facts.HasFlag(fact));

    private static Tuple<Func<bool>, string> Guard(string text, Func<bool> isMet) => Tuple.Create(isMet, text);
}
