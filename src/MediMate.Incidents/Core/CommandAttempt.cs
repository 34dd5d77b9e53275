using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>One attempt at a command: what the store calls with what it loaded.</summary>
internal sealed class CommandAttempt(
    PlaybookShelf playbooks,
    ImmutableArray<PolicyAnswer> answers,
    ImmutableArray<IEscalationRule> rules,
    EngineClock clock,
    IncidentResponseOptions options,
    IncidentCommand command,
    IncidentId? subject)
{
    private readonly string? _contentHash = command.IdempotencyKey is null ? null : CommandContent.HashOf(command, subject);

    private Instant? _dueAt;

    /// <summary>Gets what was decided.</summary>
    /// <value><see langword="null"/> when something has to be fetched first.</value>
    public Decision? Decision { get; private set; }

    /// <summary>Gets the instant of the decision.</summary>
    public Instant At { get; private set; }

    /// <summary>Gets the hash of the playbook to fetch.</summary>
    public string? MissingPlaybook { get; private set; }

    /// <summary>Gets the incident to load beside.</summary>
    public IncidentId? MissingIncident { get; private set; }

    /// <summary>Decides on what was loaded. A store may call it again with fresher state.</summary>
    public StoreDecision Decide(StoreRequest request, StoreLoaded loaded)
    {
        At = clock.Now;
        _dueAt = loaded.Incident?.NextDueAt;
        Decision = Idempotency.Decide(loaded.Receipt, _contentHash, loaded.Incident, At);
        if (Decision is not null)
        {
            return Decision.Changes;
        }

        var route = command is SignalCommand { Signal: { IsFiring: true } signal }
            ? SignalRoute.Find(signal, request, loaded, playbooks.Current, At)
            : new SignalRoute(loaded.Incident);
        MissingIncident = route.Missing;
        if (MissingIncident is not null)
        {
            return StoreDecision.None;
        }

        var incident = route.Incident;
        if (incident is null && command is not (Declare or SignalCommand or SubjectCommand))
        {
            return Decide(Decision.Refuse(incident: null, Rejections.UnknownIncident(request.Id?.ToString() ?? request.Row ?? "of that name")));
        }

        MissingPlaybook = Missing(incident) ?? Missing(loaded.Beside) ?? MissingOf(loaded.KeyHolders) ?? MissingOf(loaded.BundledIncidents);
        if (MissingPlaybook is not null)
        {
            return StoreDecision.None;
        }

        return Decide(IncidentDecider.Decide(incident, command, Inputs(loaded, route), At));
    }

    private StoreDecision Decide(Decision decision)
    {
        if (Idempotency.Problem(command.IdempotencyKey) is { } problem)
        {
            // Whatever else is wrong with its values is said with it.
            decision = Decision.Refuse(decision.Incident, Rejections.Invalid([problem, .. decision.Rejection is { Code: "MMI2002" } invalid ? invalid.Reasons : []]));
        }
        else if (_contentHash is not null && decision.Rejection is null && command is not TakeBeat { IsLast: false })
        {
            decision = decision.With(Idempotency.ReceiptOf(command, _contentHash, decision, At));
        }

        decision.DueAt = _dueAt;
        Decision = decision;
        return decision.Changes;
    }

    private string? Missing(Incident? incident) => incident is null || playbooks.Find(incident.PlaybookHash) is not null ? null : incident.PlaybookHash;

    private string? MissingOf(ImmutableArray<Incident> holders)
    {
        foreach (var holder in holders)
        {
            if (Missing(holder) is { } missing)
            {
                return missing;
            }
        }

        return null;
    }

    // Nearly every command is about one incident alone.
    private ImmutableArray<CompiledPlaybook> PlaybooksOfOthers(StoreLoaded loaded) => loaded is { KeyHolders.IsEmpty: true, Beside: null, BundledIncidents.IsEmpty: true }
        ? []
        : [.. loaded.KeyHolders.Append(loaded.Beside).Concat(loaded.BundledIncidents).Select(PlaybookOf).Distinct()];

    private CompiledPlaybook PlaybookOf(Incident? incident) => incident is null ? playbooks.Current : playbooks.Find(incident.PlaybookHash)!;

    private DecisionInputs Inputs(StoreLoaded loaded, SignalRoute route) => new()
    {
        Playbook = PlaybookOf(route.Incident),
        CurrentPlaybook = playbooks.Current,
        PolicyAnswers = answers,
        Rules = rules,
        Options = options,
        NewId = loaded.Incident is null ? new IncidentId(Guid.CreateVersion7(At.ToDateTimeOffset())) : default,
        NewReference = loaded.Incident is null ? string.Create(CultureInfo.InvariantCulture, $"INC-{loaded.NextNumber}") : string.Empty,
        LastHolder = loaded.LastHolder,
        KeyHolders = loaded.KeyHolders,
        Beside = loaded.Beside,
        OtherPlaybooks = PlaybooksOfOthers(loaded),
        Subjects = loaded.Subjects,
        SilencedBy = route.SilencedBy,
        IsGathered = route.IsGathered,
        Row = loaded.Row,
        Siblings = loaded.Siblings,
        Bundled = loaded.Bundled,
        BundledIncidents = loaded.BundledIncidents,
    };
}
