using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Semantics, 1: how an incident begins, and what comes in on its keys.</summary>
internal sealed partial class ModelIncident
{
    public static ModelIncident Declare(ModelPlaybook playbook, ModelDeclaration declared, Instant now)
    {
        var occurredAt = Instant.Min(declared.OccurredAt ?? now, now);
        var opinion = playbook.Opinion(declared.Summary, declared.Labels);
        var incident = new ModelIncident(playbook, declared.Name)
        {
            Summary = declared.Summary,
            OccurredAt = occurredAt,
            PhaseChangedAt = occurredAt,
            CycleStartedAt = occurredAt,
            CycleRecordedAt = now,
            Level = declared.Level ?? opinion ?? playbook.DefaultLevel,
            IsConfirmed = declared.Level is not null || opinion is not null,
            IsChosen = declared.Level is not null,
            LinkedTo = declared.LinkedTo,
            HasKeylessSignal = declared.Key is null,
            Keys = declared.Key is { } key ? [new ModelKey(key, 1, IsQuiet: false)] : [],
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
    public void Observe(string key, string? opinion, Instant now)
    {
        CatchUp(now);
        Count(key, now);
        Ask(opinion, now);
        RunMade(now);
    }

    /// <summary>A signal on a key of an incident whose fix did not hold.</summary>
    public void FireAgain(string key, string? opinion, Instant now)
    {
        CatchUp(now);
        Count(key, now);
        BeginAgain(PhaseTrigger.Reopen, System, reason: null, now, now);
        Ask(opinion, now);
        RunMade(now);
    }

    private void Count(string key, Instant now)
    {
        var index = Keys.FindIndex(known => known.Key == key);
        var before = Keys[index];
        Keys[index] = before with { Count = before.Count + 1, IsQuiet = false };
        Tell(now, "SignalsObserved", ("key", key), ("observed", 1L), ("total", before.Count + 1));
        if (before.IsQuiet)
        {
            Tell(now, "KeyFiring", ("key", key), ("total", before.Count + 1));
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

        Keys[index] = Keys[index] with { IsQuiet = true };
        Tell(now, "KeyQuiet", ("key", key), ("total", Keys[index].Count));
        if (IsQuiet)
        {
            QuietSince = now;
            Tell(now, "AllKeysQuiet");
        }

        RunMade(now);
    }

    public void LoseKey(string key, string holder, Instant now)
    {
        Keys.RemoveAll(known => known.Key == key);
        TellNotHeld(key, holder, now);
    }

    public void TellNotHeld(string key, string holder, Instant now) => Tell(now, "KeyNotHeld", ("key", key), ("holder", holder));
}

/// <summary>What an incident is declared with.</summary>
internal sealed record ModelDeclaration(string Name, string Summary, string By)
{
    public string? Key { get; init; }

    public ImmutableArray<Label> Labels { get; init; } = [];

    public Instant? OccurredAt { get; init; }

    public string? Level { get; init; }

    public string? LinkedTo { get; init; }

    public bool Acknowledge { get; init; }
}
