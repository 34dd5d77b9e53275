using System.Globalization;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>One attempt at a command: what the store calls with what it loaded.</summary>
internal sealed class CommandAttempt(
    PlaybookShelf playbooks, SeverityChain severity, EngineClock clock, IncidentResponseOptions options, IncidentCommand command)
{
    /// <summary>Gets who held the key that the command takes, as it was looked up before.</summary>
    public Incident? KeyHolder { get; init; }

    /// <summary>Gets what was decided.</summary>
    /// <value><see langword="null"/> when the incident's playbook has to be fetched first.</value>
    public Decision? Decision { get; private set; }

    /// <summary>Gets the instant of the decision.</summary>
    public Instant At { get; private set; }

    /// <summary>Gets the hash of the playbook to fetch.</summary>
    public string? MissingPlaybook { get; private set; }

    /// <summary>Decides on what was loaded. A store may call it again with fresher state.</summary>
    public StoreDecision Decide(StoreRequest request, StoreLoaded loaded)
    {
        At = clock.Now;
        Decision = null;
        var incident = Subject(loaded);
        if (incident is null && command is not (Declare or TakeSignal))
        {
            Decision = Decision.Refuse(incident: null, Rejections.UnknownIncident(request.Id?.ToString() ?? request.Row ?? "of that name"));
            return Decision.Changes;
        }

        if ((incident is null ? playbooks.Current : playbooks.Find(incident.PlaybookHash)) is not { } playbook)
        {
            MissingPlaybook = incident!.PlaybookHash;
            return StoreDecision.None;
        }

        Decision = IncidentDecider.Decide(incident, command, Inputs(loaded, playbook), At);
        return Decision.Changes;
    }

    /// <summary>The incident that was named or holds the key, or the one that a firing signal reopens.</summary>
    private Incident? Subject(StoreLoaded loaded) =>
        loaded is { Incident: null, LastHolder: { } last }
        && command is TakeSignal { Signal.IsFiring: true }
        && SignalIntake.Reopens(last, playbooks.Current, At)
            ? last
            : loaded.Incident;

    private DecisionInputs Inputs(StoreLoaded loaded, CompiledPlaybook playbook) => new()
    {
        Playbook = playbook,
        CurrentPlaybook = playbooks.Current,
        Severity = severity,
        Options = options,
        NewId = loaded.Incident is null ? new IncidentId(Guid.CreateVersion7(At.ToDateTimeOffset())) : default,
        NewReference = loaded.Incident is null ? string.Create(CultureInfo.InvariantCulture, $"INC-{loaded.NextNumber}") : string.Empty,
        LastHolder = loaded.LastHolder,
<<<<<<< HEAD
        KeyHolders = KeyHolder is null ? loaded.KeyHolders : loaded.KeyHolders.Add(KeyHolder),
=======
        KeyHolders = loaded.KeyHolders,
        Beside = loaded.Beside,
        Subjects = loaded.Subjects,
>>>>>>> stores
        Row = loaded.Row,
        Siblings = loaded.Siblings,
    };
}
