using Stateless;

namespace MediMate.Incidents.Benchmarks;

/// <summary>What the engine is measured against: a bare Stateless machine over the same states and triggers, without guards.</summary>
/// <remarks>The same kind of machine as the engine's: state outside, immediate firing. It goes one transition there and back.</remarks>
internal sealed class RawMachine
{
    /// <summary>How many firings <see cref="FireThereAndBack"/> does.</summary>
    public const int Firings = 2;

    private readonly StateMachine<IncidentPhase, PhaseTrigger> _machine;
    private IncidentPhase _phase = IncidentPhase.Assessing;

    public RawMachine()
    {
        _machine = new StateMachine<IncidentPhase, PhaseTrigger>(() => _phase, phase => _phase = phase, FiringMode.Immediate);
        _machine.Configure(IncidentPhase.Assessing).Permit(PhaseTrigger.BeginContainment, IncidentPhase.Containing);
        _machine.Configure(IncidentPhase.Containing).Permit(PhaseTrigger.StepBack, IncidentPhase.Assessing);
    }

    public IncidentPhase FireThereAndBack()
    {
        _machine.Fire(PhaseTrigger.BeginContainment);
        _machine.Fire(PhaseTrigger.StepBack);
        return _phase;
    }
}
