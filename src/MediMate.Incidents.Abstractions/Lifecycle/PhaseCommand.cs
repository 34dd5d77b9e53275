namespace MediMate.Incidents;

/// <summary>A command that moves an incident to another phase.</summary>
/// <remarks>Given by a person while the incident is active, it acknowledges too.</remarks>
public abstract record PhaseCommand : IncidentCommand
{
    private protected PhaseCommand()
    {
    }

    /// <summary>Gets the trigger that it fires.</summary>
    public abstract PhaseTrigger Trigger { get; }
}
