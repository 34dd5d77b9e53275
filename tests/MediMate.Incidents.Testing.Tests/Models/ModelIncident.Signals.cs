using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Semantics, 1: how an incident begins, and what comes in on its keys.</summary>
internal sealed partial class ModelIncident
{
    /// <summary>Gets when an entry last told of further signals.</summary>
    private Instant? ToldAt { get; set; }

    /// <summary>Gets what is counted and has no entry yet, the longest first, and when the next entry is due.</summary>
    private List<(string Key, long Count)> Untold { get; set; } = [];

    private Instant? UntoldDueAt { get; set; }

    public static ModelIncident Declare(ModelPlaybook playbook, ModelDeclaration declared, Instant now)
    {
        var occurredAt = Instant.Min(declared.OccurredAt ?? now, now);
        var opinion = playbook.Opinion(declared.Summary, declared.Labels);
        var incident = new ModelIncident(playbook, declared.Name)
        {
            Summary = declared.Summary,
            Labels = declared.Labels,
            OccurredAt = occurredAt,
            PhaseChangedAt = occurredAt,
            CycleStartedAt = occurredAt,
            CycleRecordedAt = now,
            Level = declared.Level ?? opinion ?? playbook.DefaultLevel,
            IsConfirmed = declared.Level is not null || opinion is not null,
            IsChosen = declared.Level is not null,
            LinkedTo = declared.LinkedTo,
            KeylessSignals = declared.Key is null ? 1 : 0,
            Keys = declared.Key is { } key
                ? [new ModelKey(key, declared.Count, IsQuiet: false) { Firing = declared.Firing, IsTruncated = declared.IsTruncated }]
                : [],
        };
        incident.TellOf(
            now,
            occurredAt,
            "IncidentDeclared",
            ("level", incident.Level),
            ("confirmed", incident.IsConfirmed),
            ("by", declared.By),
            ("key", declared.Key),
            ("linkedTo", declared.LinkedTo),
            ("summary", declared.Summary));
        incident.LevelsReached = [incident.Level];
        incident.TellWhoMustKnow();
        incident.StartClocks(now);
        incident.StartLadder(now, now);
        if (declared.Acknowledge)
        {
            incident.TakeCharge(declared.By, now, now, isImplied: false);
        }

        incident.RunMade(now);
        return incident;
    }

    /// <summary>A signal on a key that the incident holds.</summary>
    public void Observe(ModelSignal signal, string? opinion, Instant now)
    {
        CatchUp(now);
        if (Count(signal, now))
        {
            Ask(opinion, now, now);
        }

        RunMade(now);
    }

    /// <summary>A signal of which somebody says that it is part of the incident.</summary>
    public bool Attach(ModelStep step, string? opinion, Instant at, Instant now)
    {
        if (!IsActive || !Says(step, "summary") || step.Text("key") is { } blank && string.IsNullOrWhiteSpace(blank))
        {
            return false;
        }

        TellUntold(now);
        if (step.Text("key") is not { } key)
        {
            KeylessSignals++;
            ToldAt = now;
            TellOf(now, at, "SignalsObserved", ("key", null), ("observed", 1), ("summary", step.Text("summary")), ("by", step.Text("by") ?? System));
        }
        else
        {
            if (!Keys.Exists(known => known.Key == key))
            {
                Keys.Add(new ModelKey(key, 0, IsQuiet: false));
            }

            Count(key, at, now, 1, step.Text("summary"), step.Text("by") ?? System);
        }

        Ask(opinion, at, now);
        return true;
    }

    /// <summary>A signal on a key of an incident whose fix did not hold.</summary>
    public void FireAgain(ModelSignal signal, string? opinion, Action<ModelIncident> giveUpKeys, Instant now)
    {
        CatchUp(now);
        Count(signal, now);
        BeginAgain(PhaseTrigger.Reopen, System, reason: null, now, now);
        giveUpKeys(this);
        Ask(opinion, now, now);
        RunMade(now);
    }

    private bool Count(ModelSignal signal, Instant now)
    {
        if (!Keys.Exists(known => known.Key == signal.Key))
        {
            return true;
        }

        if (signal.Body is { } body)
        {
            return Count(signal.Key!, body, signal.IsReleased ? signal.Count : null, now);
        }

        Count(signal.Key!, now, now, signal.Count);
        return true;
    }

    /// <summary>A body says something of the alerts that it lists, and nothing of the others.</summary>
    /// <returns>Whether something fires.</returns>
    private bool Count(string key, ModelBody body, long? released, Instant now)
    {
        var index = Keys.FindIndex(known => known.Key == key);
        var before = Keys[index];
        if (body.Firing.IsEmpty && before.IsQuiet && (before.IsTruncated || !body.IsTruncated))
        {
            return false;
        }

        var fresh = released ?? body.Firing.Count(name => !before.Firing.Contains(name));
        var after = before with
        {
            Firing = before.Firing.Union(body.Firing).Except(body.Over),
            IsTruncated = before.IsTruncated || body.IsTruncated,
            Count = before.Count + fresh,
        };
        if (after.Firing.IsEmpty && !after.IsTruncated)
        {
            Keys[index] = after;
            BeQuiet(key, now);
            return false;
        }

        Keys[index] = after with { IsQuiet = false };
        Observed(key, now, now, fresh, isNews: !after.Firing.SetEquals(before.Firing) || after.IsTruncated != before.IsTruncated);
        if (before.IsQuiet)
        {
            Tell(now, "KeyFiring", ("key", key), ("total", after.Count));
        }

        return !body.Firing.IsEmpty;
    }

    private void Count(string key, Instant at, Instant now, long count, string? summary = null, string? by = null)
    {
        var index = Keys.FindIndex(known => known.Key == key);
        var before = Keys[index];
        Keys[index] = before with { Count = before.Count + count, IsQuiet = false };
        Observed(key, at, now, count, isNews: summary is not null, summary, by);
        if (before.IsQuiet)
        {
            TellOf(now, at, "KeyFiring", ("key", key), ("total", before.Count + count));
        }
    }

    /// <summary>Tells what came in, or keeps it until ten seconds after the last entry.</summary>
    private void Observed(string key, Instant at, Instant now, long count, bool isNews, string? summary = null, string? by = null)
    {
        if (IsActive && !isNews && (UntoldDueAt is not null || now < ToldAt + Duration.FromSeconds(10)))
        {
            UntoldDueAt ??= Instant.Min(ToldAt!.Value, now) + Duration.FromSeconds(10);
            Untold = Untold.Exists(other => other.Key == key)
                ? [.. Untold.Select(other => other.Key == key ? (key, other.Count + count) : other)]
                : [.. Untold, (key, count)];
            return;
        }

        count += Untold.Where(other => other.Key == key).Sum(other => other.Count);
        Untold = [.. Untold.Where(other => other.Key != key)];
        UntoldDueAt = Untold.Count == 0 ? null : UntoldDueAt;
        ToldAt = now;
        TellOf(now, at, "SignalsObserved", ("key", key), ("observed", count), ("total", Keys.Find(known => known.Key == key)!.Count), ("summary", summary), ("by", by));
    }

    private void TellLongestUntold(Instant now)
    {
        Observed(Untold[0].Key, now, now, count: 0, isNews: true);
        UntoldDueAt = Untold.Count == 0 ? null : now + Duration.FromSeconds(10);
    }

    private void TellUntold(Instant now)
    {
        while (Untold.Count > 0)
        {
            TellLongestUntold(now);
        }
    }

    public void Quiet(string key, Instant now)
    {
        CatchUp(now);
        var index = Keys.FindIndex(known => known.Key == key);
        if (Keys[index].IsQuiet)
        {
            RunMade(now);
            return;
        }

        // A signal that is over, without parts, speaks for the whole key.
        Keys[index] = Keys[index] with { Firing = [], IsTruncated = false };
        BeQuiet(key, now);
        RunMade(now);
    }

    private void BeQuiet(string key, Instant now)
    {
        var index = Keys.FindIndex(known => known.Key == key);
        Keys[index] = Keys[index] with { IsQuiet = true, QuietSince = now };
        Tell(now, "KeyQuiet", ("key", key), ("total", Keys[index].Count));
        if (IsQuiet)
        {
            Tell(now, "AllKeysQuiet");
        }
    }

    /// <summary>Takes over the keys of a duplicate, with what came in on them; each keeps its firing state.</summary>
    public void TakeOver(ModelIncident duplicate, Instant at, Instant now)
    {
        TellUntold(now);
        foreach (var moved in duplicate.Keys)
        {
            var index = Keys.FindIndex(known => known.Key == moved.Key);
            var after = index < 0 ? moved : moved with
            {
                Count = Keys[index].Count + moved.Count,
                IsQuiet = moved.IsQuiet && Keys[index].IsQuiet,
                QuietSince = moved.QuietSince > Keys[index].QuietSince ? moved.QuietSince : Keys[index].QuietSince,
                Firing = Keys[index].Firing.Union(moved.Firing),
                IsTruncated = Keys[index].IsTruncated || moved.IsTruncated,
            };
            Keys = [.. Keys.Where(known => known.Key != moved.Key), after];
            TellOf(now, at, "KeysMoved", ("key", moved.Key), ("from", duplicate.Name), ("total", after.Count));
        }

        if (duplicate.HasKeylessSignal)
        {
            KeylessSignals += duplicate.KeylessSignals;
            TellOf(now, at, "KeysMoved", ("key", null), ("from", duplicate.Name));
        }

        duplicate.Keys.Clear();
        duplicate.KeylessSignals = 0;
        RunMade(now);
    }

    public void LoseKey(string key, string holder, Instant at, Instant now)
    {
        Keys.RemoveAll(known => known.Key == key);
        TellNotHeld(key, holder, at, now);
    }

    public void TellNotHeld(string key, string holder, Instant at, Instant now) => TellOf(now, at, "KeyNotHeld", ("key", key), ("holder", holder));
}

/// <summary>What an incident is declared with.</summary>
internal sealed record ModelDeclaration(string Name, string Summary, string By)
{
    public string? Key { get; init; }

    public long Count { get; init; } = 1;

    public ImmutableSortedSet<string> Firing { get; init; } = [];

    public bool IsTruncated { get; init; }

    public ImmutableArray<Label> Labels { get; init; } = [];

    public Instant? OccurredAt { get; init; }

    public string? Level { get; init; }

    public string? LinkedTo { get; init; }

    public bool Acknowledge { get; init; }
}
