using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>
/// The rules of an incident told once more, apart from the engine: from the semantics, with lists, and slowly. It takes the same steps as the engine
/// and says what lines must come of them and where each incident must stand.
/// </summary>
/// <remarks>Taking a step gives another world; the one before stays as it was.</remarks>
internal sealed partial class ModelWorld
{
    private readonly ModelPlaybook _playbook;

    public ModelWorld(ModelPlaybook playbook, ImmutableArray<HarnessPerson> people, OffsetDateTime start)
    {
        _playbook = playbook;
        Start = start;
        Now = start.ToInstant();
        People = new ModelPeople(people, playbook.Source.ExternalAudience);
    }

    public OffsetDateTime Start { get; }

    public ModelPlaybook Playbook => _playbook;

    public Instant Now { get; private set; }

    public ModelPeople People { get; private set; }

    public bool IsRunning { get; private set; } = true;

    /// <summary>Gets whom the directory named last for each name: every incident may ask, and the store keeps it.</summary>
    private Dictionary<string, ImmutableArray<HarnessPerson>> Answers { get; set; } = [];

    public ImmutableArray<ModelIncident> Incidents { get; private set; } = [];

    /// <summary>Gets how many steps were taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Gets the incident of the last command: stories stay with one for a while, so that they get far.</summary>
    public string? Focus { get; private set; }

    /// <summary>Gets whether the last step was accepted; null where it was no command.</summary>
    public bool? IsAccepted { get; private set; }

    /// <summary>Gets which incident took each key last.</summary>
    private ImmutableDictionary<string, string> LastHolders { get; set; } = ImmutableDictionary<string, string>.Empty;

    public Instant? NextDueAt => Incidents.SelectMany(incident => new[] { incident.NextDueAt, incident.NextAttemptAt }).Concat(Silences.Select(silence => silence.DueAt)).Min();

    public bool CanTake(ModelStep step) =>
        step.At >= Now
        && (step.Do == SceneWords.StartEngine) != IsRunning
        && (step.Incident is not { } name || Find(name) is not null)
        && (step.Text("silence") is not { } silence || FindSilence(silence) is not null)
        && (step.Text("duplicateOf") is not { } original || Find(original) is not null);

    public ModelIncident? Find(string name) => Incidents.FirstOrDefault(incident => incident.Name == name);

    /// <summary>Takes a step, after everything that was due before it.</summary>
    public ModelWorld Take(ModelStep step)
    {
        var next = (ModelWorld)MemberwiseClone();
        next.Incidents = [.. Incidents.Select(incident => incident.Copy())];
        foreach (var incident in next.Incidents)
        {
            incident.ForgetLines();
        }

        next.Notices = [];
        next.Answers = new(Answers);
        next.ArriveAt(step.At);
        next.Steps++;
        next.Focus = step.Incident ?? Focus;
        next.IsAccepted = next.Do(step);
        return next;
    }

    /// <summary>Does everything that is due before an instant; what is due at that very instant is left.</summary>
    private void ArriveAt(Instant instant)
    {
        if (instant == Now)
        {
            return;
        }

        if (IsRunning)
        {
            Settle();
            while (NextDueAt is { } next && next < instant)
            {
                Now = next;
                Settle();
            }
        }

        Now = instant;
    }

    /// <summary>Does what is due now: deadlines, then look-ups and sending, until nothing more is.</summary>
    private void Settle()
    {
        do
        {
            // One commit for all that is due in one place; the place whose deadline is the earliest comes first.
            while (Incidents.Where(incident => incident.NextDueAt <= Now).OrderBy(incident => incident.NextDueAt).FirstOrDefault() is var incident
                && Silences.Where(silence => silence.DueAt <= Now).OrderBy(silence => silence.DueAt).FirstOrDefault() is var silence
                && (incident is not null || silence is not null))
            {
                if (silence is null || incident?.NextDueAt <= silence.DueAt)
                {
                    incident!.RunUpTo(Now, Now);
                }
                else
                {
                    RunSilence(silence);
                }
            }

            foreach (var busy in Incidents)
            {
                busy.RunErrands(People, Answers, Now);
            }
        }
        while (Incidents.Any(incident => incident.IsBusy(Now)) || NextDueAt <= Now);
    }

    private bool? Do(ModelStep step)
    {
        switch (step.Do)
        {
            case "stopEngine":
                IsRunning = false;
                return null;
            case "startEngine":
                IsRunning = true;
                return null;
            case "setSchedule":
                var role = step.Text("role")!;
                People = step.Text("people") == "fails"
                    ? People with { Failing = People.Failing.Add(role) }
                    : People with { Failing = People.Failing.Remove(role), Schedules = People.Schedules.SetItem(role, step.Texts("people")) };
                return null;
            case "failChannel":
                People = People.WithChannel(step.Text("channel")!, step.Text("to"), step.Text("mode"));
                return null;
            case "restoreChannel":
                People = People.WithChannel(step.Text("channel")!, step.Text("to"), fails: null);
                return null;
            case "signal":
                return Take(new ModelSignal(step.Text("as"), step.Text("key"), step.Text("summary")!, step.Labels) { OccurredAt = step.Instant("occurredAt") });
            case "alertmanager":
                return Take(new ModelSignal(step.Text("as"), step.Body!.Key, step.Body.Summary, step.Body.Labels) { Body = step.Body });
            case "resolveSignal":
                HolderOf(step.Text("key")!)?.Quiet(step.Text("key")!, Now);
                QuietEntries(step.Text("key")!, body: null);
                return true;
            case "silence":
                return StartSilence(step);
            case "endSilence":
                return EndSilence(step);
            case "declare":
                return Declare(step);
            case "acknowledgeAll":
                return AcknowledgeAll(step);
            default:
                return Command(step);
        }
    }

    private bool Command(ModelStep step)
    {
        var before = Find(step.Incident!)!;
        var incident = before.Copy();
        var holder = step.Do == "attachSignal" && step.Text("key") is { } attached ? HolderOf(attached) : null;
        holder = holder == before ? null : holder?.Copy();
        holder?.CatchUp(Now);
        var original = step.Text("duplicateOf") is { } name ? Find(name)!.Copy() : null;
        original?.CatchUp(Now);
        if (holder is { IsActive: true } || original?.Name == before.Name || original is { HasEnded: true })
        {
            return false;
        }

        var at = Instant.Min(step.Instant("occurredAt") ?? Now, Now);
        if (!incident.Execute(step, Now))
        {
            return false;
        }

        Incidents = Incidents.Replace(before, incident);
        foreach (var caughtUp in new[] { holder, original }.OfType<ModelIncident>())
        {
            Incidents = Incidents.Replace(Find(caughtUp.Name)!, caughtUp);
        }

        if (step.Do is "reopen" or "restore")
        {
            GiveUpKeys(incident, at, step.By);
        }
        else if (original is not null)
        {
            LastHolders = LastHolders.SetItems(incident.Keys.Select(key => KeyValuePair.Create(key.Key, original.Name)));
            original.ActAs(step.By);
            original.TakeOver(incident, at, Now);
        }
        else if (step.Do == "attachSignal")
        {
            TakeKeys(incident);
        }

        incident.RunMade(Now);
        return true;
    }

    /// <summary>Takes charge of each active incident that fits and of which nobody has charge by now.</summary>
    /// <returns>True, or nothing where there was none.</returns>
    private bool? AcknowledgeAll(ModelStep step)
    {
        bool? isAccepted = null;
        var levels = step.Texts("levels");
        foreach (var before in Incidents)
        {
            var fits = (levels.IsEmpty || levels.Contains(before.Level, StringComparer.OrdinalIgnoreCase)) && step.Labels.All(before.Labels.Contains);
            if (!fits || !before.IsActive || (before.AcknowledgedBy is not null && !(before.DeadlineAt < Now)))
            {
                continue;
            }

            // What had been due comes first: whoever had charge may have it no more, and the incident may have closed by itself.
            var incident = before.Copy();
            incident.CatchUp(Now);
            if (incident.IsActive && incident.AcknowledgedBy is null)
            {
                isAccepted = incident.Execute(new ModelStep(step.At, "acknowledge").With("by", step.By), Now);
            }

            incident.RunMade(Now);
            Incidents = Incidents.Replace(before, incident);
        }

        return isAccepted;
    }

    /// <summary>A key that another incident holds by now stays with it, and both say so.</summary>
    private void GiveUpKeys(ModelIncident incident, Instant at, string? by = null)
    {
        List<string> keys = [.. incident.Keys.Select(key => key.Key)];
        List<ModelIncident> holders =
        [
            .. keys.SelectMany(key => Incidents.Where(other => other != incident && other.IsActive && other.Keys.Exists(known => known.Key == key))).Distinct(),
        ];
        foreach (var holder in holders)
        {
            holder.CatchUp(Now);
            holder.ActAs(by);
            foreach (var key in keys.Where(key => holder.IsActive && holder.Keys.Exists(known => known.Key == key)))
            {
                incident.LoseKey(key, holder.Name, at, Now);
                holder.TellNotHeld(key, holder.Name, at, Now);
            }

            holder.RunMade(Now);
        }

        TakeKeys(incident);
    }

    private void TakeKeys(ModelIncident incident)
    {
        LastHolders = LastHolders.SetItems(incident.Keys.Select(key => KeyValuePair.Create(key.Key, incident.Name)));
    }

    /// <summary>Takes a signal in, or what a silence lets go.</summary>
    private bool Take(ModelSignal signal, ModelEntry? released = null)
    {
        if (string.IsNullOrWhiteSpace(signal.Summary))
        {
            return false;
        }

        // What had been due at the holder comes first: it may have closed by itself, and be reopened.
        var holder = signal.Key is { } held ? HolderOf(held) : null;
        holder?.CatchUp(Now);
        var closed = holder is { IsActive: false } ? holder : null;
        holder = closed is null ? holder : null;
        var isOver = signal.Body is { Firing.IsEmpty: true };
        var isSilenced = !isOver && IsSilenced(signal, holder, released);
        if (isOver)
        {
            QuietEntries(signal.Key!, signal.Body);
        }

        var opinion = isSilenced ? null : _playbook.Opinion(signal.Summary, signal.Labels);
        if (holder is not null)
        {
            holder.Observe(signal, opinion, Now);
        }

        if (holder is not null || isSilenced || isOver)
        {
            closed?.RunMade(Now);
            return true;
        }

        var last = signal.Key is null ? null : LastHolder(signal.Key);
        if (last is { Phase: not IncidentPhase.Cancelled } && last.ResolvedAt is { } resolved && Now <= resolved + _playbook.Source.ReopenWithin)
        {
            last.FireAgain(signal, opinion, again => GiveUpKeys(again, Now), Now);
            return true;
        }

        Add(new ModelDeclaration(signal.Name ?? $"INC-{Incidents.Length + 1}", signal.Summary, "system")
        {
            Key = signal.Key,
            Count = released is null ? signal.Body?.Firing.Length ?? 1 : Math.Max(Math.Max(1, released.Firing.Count), released.Count - released.Counted),
            Firing = released?.Firing ?? [.. signal.Body?.Firing ?? []],
            IsTruncated = released?.IsTruncated ?? signal.Body is { IsTruncated: true },
            Labels = signal.Labels,
            OccurredAt = signal.OccurredAt,
            LinkedTo = last is { Phase: not IncidentPhase.Cancelled } ? last.Name : null,
        });
        return true;
    }

    private ModelIncident? LastHolder(string key) =>
        LastHolders.TryGetValue(key, out var last) ? Find(last) : null;

    private ModelIncident? HolderOf(string key) =>
        Incidents.FirstOrDefault(incident => incident.IsActive && incident.Keys.Exists(known => known.Key == key));

    private bool Declare(ModelStep step)
    {
        var level = step.Text("level");
        if (string.IsNullOrWhiteSpace(step.Text("summary")) || (level is not null && !_playbook.Levels.Contains(level)))
        {
            return false;
        }

        Add(new ModelDeclaration(step.Text("as")!, step.Text("summary")!, step.By)
        {
            Level = level,
            Acknowledge = step.Flag("acknowledge"),
        });
        return true;
    }

    private void Add(ModelDeclaration declaration)
    {
        var incident = ModelIncident.Declare(_playbook, declaration, Now);
        Incidents = Incidents.Add(incident);
        TakeKeys(incident);
    }
}
