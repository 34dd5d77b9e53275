using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Everything a decision depends on beside the incident, the command and the time: taken beforehand, so that the decision is a function.</summary>
internal sealed record DecisionInputs
{
    /// <summary>Gets the playbook that the incident runs under.</summary>
    public required CompiledPlaybook Playbook { get; init; }

    /// <summary>Gets the playbook that new incidents and new cycles run under.</summary>
    public required CompiledPlaybook CurrentPlaybook { get; init; }

    /// <summary>Gets what the policies of the host said about the facts of the command.</summary>
    public ImmutableArray<PolicyAnswer> PolicyAnswers { get; init; } = [];

    /// <summary>Gets the escalation rules of the host.</summary>
    public ImmutableArray<IEscalationRule> Rules { get; init; } = [];

    public required IncidentResponseOptions Options { get; init; }

    /// <summary>Gets the id that a declaration takes.</summary>
    public required IncidentId NewId { get; init; }

    /// <summary>Gets the reference that a declaration takes.</summary>
    public required string NewReference { get; init; }

    /// <summary>Gets the incident that held the signal's key last, where nobody holds it now.</summary>
    public Incident? LastHolder { get; init; }

    /// <summary>Gets the other incidents that hold keys of this one.</summary>
    public ImmutableArray<Incident> KeyHolders { get; init; } = [];

    /// <summary>Gets the second incident that the command is about.</summary>
    public Incident? Beside { get; init; }

    /// <summary>Gets the playbooks that the other incidents run under.</summary>
    public ImmutableArray<CompiledPlaybook> OtherPlaybooks { get; init; } = [];

    /// <summary>Gets the subjects that were loaded and are no incidents: silences, monitors, groups.</summary>
    public ImmutableArray<StoredSubject> Subjects { get; init; } = [];

    /// <summary>Finds the tally of an incident as it was loaded.</summary>
    public SignalTally? TallyOf(Incident? incident) => incident is null ? null : Subjects.OfType<SignalTally>().FirstOrDefault(tally => tally.Id == incident.Id.Value);

    /// <summary>Gets the silence that takes the signal.</summary>
    public Silence? SilencedBy { get; init; }

    /// <summary>Gets a value indicating whether the incident gathers the signal by its label.</summary>
    public bool IsGathered { get; init; }

    /// <summary>Gets the outbox row that the command is about.</summary>
    public OutboxRow? Row { get; init; }

    /// <summary>Gets the other rows of the same cause.</summary>
    public ImmutableArray<OutboxRow> Siblings { get; init; } = [];

    /// <summary>Gets the rows of the bundle that the command is about.</summary>
    public ImmutableArray<OutboxMessage> Bundled { get; init; } = [];

    /// <summary>Gets the incidents of those of them that are pending.</summary>
    public ImmutableArray<Incident> BundledIncidents { get; init; } = [];
}
