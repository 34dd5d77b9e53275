using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>An incident being decided: emitting an event applies it and lets the features react, in their order.</summary>
internal sealed class IncidentDraft(
    Incident? incident, DecisionInputs inputs, Actor by, Instant now, Instant? toldAt = null, DraftSubjects? subjects = null)
{
    private readonly List<IncidentEvent> _events = [];
    private List<OutboxRow>? _rows;
    private List<IncidentDraft>? _others;
    private List<EngineNotice>? _notices;
    private List<(string Part, Exception Failure)>? _hostFailures;
    private Queue<(IncidentEvent Cause, Incident After)>? _unasked;
    private Incident? _incident = incident;
    private int _depth;

    /// <summary>Gets the incident; <see langword="null"/> where nothing was declared.</summary>
    public Incident? IncidentIfAny => _incident;

    public Incident Incident => _incident ?? throw new InvalidOperationException("The incident is not declared yet.");

    /// <summary>Gets the version that was loaded; zero for a new incident.</summary>
    public long LoadedVersion { get; } = incident?.Version ?? 0;

    public DecisionInputs Inputs { get; } = inputs;

    /// <summary>Gets the playbook that the incident runs under by now: a new cycle takes the current one.</summary>
    public CompiledPlaybook Playbook => _incident?.PlaybookHash == Inputs.CurrentPlaybook.Hash ? Inputs.CurrentPlaybook : Inputs.Playbook;

    public Instant Now { get; } = now;

    /// <summary>Gets when what the command tells happened, where it is told late; never ahead of now.</summary>
    public Instant? ToldAt { get; } = toldAt;

    /// <summary>Gets the subjects that were loaded with it and are no incidents; they change in the same commit.</summary>
    public DraftSubjects Subjects { get; } = subjects ?? new DraftSubjects(inputs.Subjects);

    /// <summary>Gets a value indicating whether deadlines are left alone, because they cannot be done.</summary>
    public bool SkipsDeadlines { get; init; }

    /// <summary>Gets the instant under which the next event will be recorded: within an incident it never runs backwards.</summary>
    public Instant RecordedAt => _incident is null ? Now : Instant.Max(Now, _incident.UpdatedAt);

    /// <summary>Gets when the deadline at hand was due; outside deadlines, now.</summary>
    public Instant DueAt { get; private set; } = now;

    public IReadOnlyList<IncidentEvent> Events => _events;

    public IReadOnlyList<OutboxRow> Rows => _rows ?? [];

    /// <summary>Gets drafts of other incidents that change in the same commit.</summary>
    public IReadOnlyList<IncidentDraft> Others => _others ?? [];

    public IReadOnlyList<EngineNotice> Notices => _notices ?? [];

    public long LastSequence => _incident?.Version ?? 0;

    /// <summary>Records that something happened: by whoever gave the command, or by the engine where it follows from another event or a deadline.</summary>
    /// <returns>Its sequence. Not the last one, where something reacted to it.</returns>
    public long Emit(IncidentEvent happened)
    {
        var recorded = RecordedAt;
        var stamped = happened with
        {
            Sequence = LastSequence + 1,
            RecordedAt = recorded,
            OccurredAt = happened.OccurredAt == default ? (_depth == 0 ? ToldAt : null) ?? recorded : EngineClock.Cut(happened.OccurredAt),
            Actor = _depth == 0 ? by : Actor.System,
        };
        _events.Add(stamped);
        _incident = _incident is null ? Incident.Start((IncidentDeclared)stamped) : _incident.Apply(stamped);
        _depth++;
        foreach (var feature in IncidentDecider.Features)
        {
            feature.React(stamped, this);
        }

        _depth--;
        return stamped.Sequence;
    }

    /// <summary>Records something that the engine tells by itself, whoever gave the command and whenever that happened.</summary>
    /// <returns>Its sequence.</returns>
    public long EmitAsEngine(IncidentEvent happened)
    {
        _depth++;
        var sequence = Emit(happened);
        _depth--;
        return sequence;
    }

    /// <summary>Adds an outbox row, or replaces the one with the same key.</summary>
    public void Put(OutboxRow row) => (_rows ??= []).Add(row);

    /// <summary>Tells observers of something that happened beside the incidents.</summary>
    public void Tell(EngineNotice notice) => (_notices ??= []).Add(notice);

    /// <summary>Gets what code of the host threw; it was ignored.</summary>
    public IReadOnlyList<(string Part, Exception Failure)> HostFailures => _hostFailures ?? [];

    /// <summary>Notes that code of the host threw: the log tells it after the commit.</summary>
    public void HostFailed(string part, Exception failure) => (_hostFailures ??= []).Add((part, failure));

    /// <summary>Lets a feature do what was due.</summary>
    public void RunDue(IIncidentFeature feature, Instant dueAt)
    {
        DueAt = dueAt;
        _depth++;
        feature.OnDue(this);
        _depth--;
        DueAt = Now;
        AskRules();
    }

    /// <summary>Notes that the rules are to be asked about an event, once what it brings about is written: a rule's entry comes between no event and its row.</summary>
    public void AskLater(IncidentEvent cause) => (_unasked ??= new()).Enqueue((cause, Incident));

    /// <summary>Asks the rules about what has happened.</summary>
    public void AskRules()
    {
        while (_unasked is { Count: > 0 } unasked)
        {
            var (cause, after) = unasked.Dequeue();
            RuleFeature.Ask(cause, after, this);
        }
    }

    /// <summary>Gets what was due at this very instant before the command: it waits.</summary>
    public ImmutableArray<Instant?> Pending { get; private set; } = [];

    /// <summary>Begins a draft of another incident that changes in the same commit, or goes on with the one that was begun.</summary>
    public IncidentDraft Beside(Incident other)
    {
        if (_others?.Find(begun => begun.Incident.Id == other.Id) is { } draftOfOther)
        {
            return draftOfOther;
        }

        // What had been due there is done first, as for the incident that the command is given to.
        var own = Inputs.OtherPlaybooks.FirstOrDefault(playbook => playbook.Hash == other.PlaybookHash) is { } found ? Inputs with { Playbook = found } : Inputs;
        var draft = new IncidentDraft(other, own, by, Now, ToldAt, Subjects);
        draft.Pending = SkipsDeadlines ? [] : IncidentDecider.CatchUp(draft, other, isTick: false);
        (_others ??= []).Add(draft);
        return draft;
    }

    public IncidentChange ToChange() => new()
    {
        ExpectedVersion = LoadedVersion,
        After = Incident,
        Events = [.. _events],
        HeldKeys = Incident.IsActive ? ImmutableArray.CreateRange(Incident.Keys, key => key.Key) : [],
        NextDueAt = Incident.NextDueAt,
    };

    public bool HasChanges => _events.Count > 0 || _rows is not null || Subjects.HasChanges;
}
