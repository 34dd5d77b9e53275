using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>
/// The rules of an incident told once more, apart from the engine: from the semantics, with lists, and slowly. It takes the same steps as the engine
/// and says what lines must come of them and where each incident must stand.
/// </summary>
/// <remarks>Taking a step gives another world; the one before stays as it was.</remarks>
internal sealed class ModelWorld
{
    private readonly ModelPlaybook _playbook;
    private ImmutableDictionary<string, string> _lenders = ImmutableDictionary<string, string>.Empty;

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

    public ImmutableArray<ModelIncident> Incidents { get; private set; } = [];

    /// <summary>Gets how many steps were taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Gets the incident of the last command: stories stay with one for a while, so that they get far.</summary>
    public string? Focus { get; private set; }

    /// <summary>Gets whether the last step was accepted; null where it was no command.</summary>
    public bool? IsAccepted { get; private set; }

    /// <summary>Gets which incident took each key last.</summary>
    private ImmutableDictionary<string, string> LastHolders { get; set; } = ImmutableDictionary<string, string>.Empty;

    public Instant? NextDueAt => Incidents.Select(incident => incident.NextDueAt).Min();

    public bool CanTake(ModelStep step) =>
        step.At >= Now
        && (step.Do == SceneWords.StartEngine) != IsRunning
        && (step.Incident is not { } name || Find(name) is not null)
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
        foreach (var incident in Incidents)
        {
            do
            {
                incident.RunUpTo(Now, Now);
                incident.RunErrands(People, Now);
            }
            while (incident.Errands.Count > 0 || incident.NextDueAt <= Now);
        }
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
                // A directory that fails leaves the playbook's contacts, and those of the model's playbooks reach nobody.
                People = People with { Schedules = People.Schedules.SetItem(step.Text("role")!, step.Texts("people")) };
                return null;
            case "failChannel":
                People = People.WithChannel(step.Text("channel")!, step.Text("to"), fails: true);
                return null;
            case "restoreChannel":
                People = People.WithChannel(step.Text("channel")!, step.Text("to"), fails: false);
                return null;
            case "signal":
                return Signal(step, step.Text("key"), step.Text("summary")!, body: null);
            case "alertmanager":
                return Signal(step, step.Body!.Key, step.Body.Summary, step.Body);
            case "resolveSignal":
                Holder(step.Text("key")!, incident => incident.Quiet(step.Text("key")!, Now));
                return true;
            case "declare":
                return Declare(step);
            default:
                return Command(step);
        }
    }

    private bool Command(ModelStep step)
    {
        var before = Find(step.Incident!)!;
        var incident = before.Copy();
        if (step.Do == "attachSignal" && step.Text("key") is { } attached && HolderOf(attached) is { } other && other != before)
        {
            return false;
        }

        var original = step.Text("duplicateOf") is { } name ? Find(name) : null;
        if (step.Text("duplicateOf") is not null && (original is null || original == before || original.HasEnded))
        {
            return false;
        }

        if (!incident.Execute(step, Now))
        {
            return false;
        }

        Incidents = Incidents.Replace(before, incident);
        if (step.Do is "reopen" or "restore")
        {
            GiveUpKeys(incident);
        }
        else if (original is not null)
        {
            if (!original.IsActive)
            {
                _lenders = _lenders.SetItems(incident.Keys.Select(key => KeyValuePair.Create(key.Key, incident.Name)));
            }

            original.TakeOver(incident, Now);
            TakeKeys(original);
        }
        else if (step.Do == "attachSignal")
        {
            TakeKeys(incident);
        }

        return true;
    }

    /// <summary>A key that another incident holds by now stays with it, and both say so.</summary>
    private void GiveUpKeys(ModelIncident incident)
    {
        foreach (var key in incident.Keys.Select(key => key.Key).ToList())
        {
            if (Incidents.FirstOrDefault(other => other != incident && other.IsActive && other.Keys.Exists(known => known.Key == key)) is { } holder)
            {
                incident.LoseKey(key, holder.Name, Now);
                holder.TellNotHeld(key, holder.Name, Now);
            }
        }

        TakeKeys(incident);
    }

    private void TakeKeys(ModelIncident incident)
    {
        LastHolders = LastHolders.SetItems(incident.Keys.Select(key => KeyValuePair.Create(key.Key, incident.Name)));
        if (incident.IsActive)
        {
            _lenders = _lenders.RemoveRange(incident.Keys.Select(key => key.Key));
        }
    }

    private bool Signal(ModelStep step, string? key, string summary, ModelBody? body)
    {
        var opinion = _playbook.Opinion(summary, step.Labels);
        if (string.IsNullOrWhiteSpace(summary))
        {
            return false;
        }

        if (key is not null && Holder(key, incident => incident.Observe(key, body, opinion, Now)))
        {
            return true;
        }

        if (body is { Firing.IsEmpty: true })
        {
            // That it is over interests nobody.
            return true;
        }

        var last = key is null ? null : Incidents.FirstOrDefault(incident => incident.Name == LastHolders.GetValueOrDefault(key));
        if (!ModelFeatures.Has(ModelFeature.KeysStayWithTheOriginal) && key is not null && _lenders.TryGetValue(key, out var lent) && Find(lent) is { Phase: not IncidentPhase.Cancelled } duplicate)
        {
            last = duplicate;
        }

        if (last is { Phase: not IncidentPhase.Cancelled } && last.ResolvedAt is { } resolved && Now <= resolved + _playbook.Source.ReopenWithin)
        {
            last.FireAgain(key!, body, opinion, Now);
            GiveUpKeys(last);
            return true;
        }

        Add(new ModelDeclaration(step.Text("as")!, summary, "system")
        {
            Key = key,
            Body = body,
            Labels = step.Labels,
            OccurredAt = step.Instant("occurredAt"),
            LinkedTo = last is { Phase: not IncidentPhase.Cancelled } ? last.Name : null,
        });
        return true;
    }

    private ModelIncident? HolderOf(string key) =>
        Incidents.FirstOrDefault(incident => incident.IsActive && incident.Keys.Exists(known => known.Key == key));

    private bool Holder(string key, Action<ModelIncident> act)
    {
        if (HolderOf(key) is not { } holder)
        {
            return false;
        }

        act(holder);
        return true;
    }

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
