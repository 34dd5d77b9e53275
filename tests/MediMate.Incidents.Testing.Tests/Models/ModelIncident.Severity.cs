using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Semantics, 3: levels, who chose them, and what facts say against it.</summary>
internal sealed partial class ModelIncident
{
    /// <summary>Gets a value indicating whether a person has chosen the level: then facts suggest, and change nothing.</summary>
    public bool IsChosen { get; private set; }

    /// <summary>Gets the levels that the incident had in this cycle.</summary>
    public HashSet<string> LevelsReached { get; private set; } = [];

    public List<ModelSuggestion> Suggestions { get; private set; } = [];

    public bool HasOpenSuggestion => !HasEnded && Suggestions.Exists(suggestion => !suggestion.IsAnswered);

    private Instant? SuggestionDueAt => IsActive ? Suggestions.Where(suggestion => !suggestion.IsAnswered).Select(suggestion => suggestion.AnswerBy).Min() : null;

    private bool ChangeSeverity(ModelStep step, Instant at, Instant now)
    {
        var level = step.Text("level")!;
        var takesCharge = step.Flag("acknowledge");
        if (HasEnded || !Playbook.Levels.Contains(level) || (takesCharge && !IsActive))
        {
            return false;
        }

        // Who takes charge as well stops the clock before the target changes; a second one joins, or takes over after a rise.
        if (takesCharge && AcknowledgedBy is null)
        {
            TakeCharge(step.By, at, now, isImplied: false);
        }

        Choose(level, step.By, step.Text("reason"), at, now);
        if (takesCharge)
        {
            TakeChargeOrJoin(step.By, at, now);
        }

        return true;
    }

    private bool AcceptSuggestion(ModelStep step, Instant at, Instant now)
    {
        var open = Suggestions.Where(suggestion => !suggestion.IsAnswered).Select(suggestion => suggestion.Level).OrderBy(Playbook.Rank).ToList();
        if (HasEnded || open.Count == 0)
        {
            return false;
        }

        Choose(open[0], step.By, reason: null, at, now);
        return true;
    }

    private bool RejectSuggestion(ModelStep step, Instant at, Instant now)
    {
        var open = Suggestions.Where(suggestion => !suggestion.IsAnswered).Select(suggestion => suggestion.Level).ToList();
        if (HasEnded || open.Count == 0)
        {
            return false;
        }

        foreach (var level in open)
        {
            Answer(level);
            TellOf(now, at, "SuggestionRejected", ("level", level), ("by", step.By));
        }

        return true;
    }

    /// <summary>A person chooses a level: the present one is confirmed, another comes.</summary>
    private void Choose(string level, string by, string? reason, Instant at, Instant now)
    {
        IsChosen = true;
        if (level == Level)
        {
            Confirm(by, at, now);
        }
        else
        {
            ChangeLevel(level, by, reason, at, now);
        }
    }

    private void Confirm(string? by, Instant at, Instant now)
    {
        IsConfirmed = true;
        AnswerAll();
        TellOf(now, at, "SeverityConfirmed", [("level", Level), .. By(by)]);
    }

    /// <summary>Asks the policies again: a signal on a held key, or what is affected.</summary>
    private void Ask(string? opinion, Instant at, Instant now)
    {
        if (opinion is null || !IsActive)
        {
            return;
        }

        var isMoreSevere = Playbook.Rank(opinion) < Playbook.Rank(Level);
        if (IsChosen)
        {
            if (isMoreSevere && !Suggestions.Exists(suggestion => suggestion.Level == opinion))
            {
                Suggest(opinion, at, now);
            }
        }
        else if (isMoreSevere)
        {
            ChangeLevel(opinion, by: null, reason: null, at, now);
        }
        else if (opinion == Level && !IsConfirmed)
        {
            Confirm(by: null, at, now);
        }
    }

    private void Suggest(string level, Instant at, Instant now)
    {
        var rank = Playbook.Rank(level);
        var isUrgent = rank == 0 || Playbook.Rank(Level) - rank >= 2;
        Suggestions.Add(new ModelSuggestion(level)
        {
            AnswerBy = isUrgent && Playbook.Target(ClockNames.Response, level) is { } target ? target.Hours.Due(now, target.Within) : null,
        });
        TellOf(now, at, "SeveritySuggested", ("level", level));
        if (isUrgent)
        {
            IEnumerable<string> told = [.. AcknowledgedBy is { } person ? [person] : Array.Empty<string>(), Playbook.OnCall];
            Errands.Add(new ModelLookUp("page", Call: null, [.. told.Select(name => new ModelTarget(name, []))]) { Cycle = Cycle, Suggestion = level });
        }
    }

    private void EscalateSuggestion(Instant now)
    {
        var due = SuggestionDueAt!.Value;
        var index = Suggestions.FindIndex(suggestion => !suggestion.IsAnswered && suggestion.AnswerBy == due);
        var level = Suggestions[index].Level;
        Suggestions[index] = Suggestions[index] with { AnswerBy = null };
        TellOf(now, due, "SuggestionEscalated", ("level", level));
        var steps = Playbook.Ladder(level, Labels).Steps;
        var step = steps[Math.Min(1, steps.Length - 1)];
        Errands.Add(new ModelLookUp("page", Call: null, [.. step.Targets.Select(name => new ModelTarget(name, step.Channels))]) { Cycle = Cycle, Suggestion = level });
    }

    private void Answer(string level)
    {
        var index = Suggestions.FindIndex(suggestion => suggestion.Level == level);
        Suggestions[index] = Suggestions[index] with { IsAnswered = true };
    }

    private void AnswerAll() => Suggestions = [.. Suggestions.Select(suggestion => suggestion with { IsAnswered = true })];

    /// <summary>Another level: first the clocks, then who is in charge, then the ladder.</summary>
    private void ChangeLevel(string level, string? by, string? reason, Instant at, Instant now)
    {
        var isRise = Playbook.Rank(level) < Playbook.Rank(Level);
        var isRiseByAnother = isRise && (by is null || by != AcknowledgedBy);
        TellOf(now, at, "SeverityChanged", [("from", Level), ("level", level), .. By(by), .. by is null || reason is null ? Array.Empty<(string, object?)>() : [("reason", reason)]]);
        Level = level;
        IsConfirmed = true;
        AnswerAll();
        if (LevelsReached.Add(level))
        {
            TellWhoMustKnow();
        }

        RetargetClocks(isRise, isRiseByAnother && AcknowledgedBy is not null, now);
        if (!IsActive)
        {
            return;
        }

        if (isRiseByAnother)
        {
            if (AcknowledgedBy is { } cleared)
            {
                AcknowledgedBy = null;
                Responders = [];
                Tell(now, "AcknowledgementCleared", ("by", cleared), ("cycle", Cycle));
            }

            EndLadder(now);
            StartLadder(now, now);
        }
        else if (!isRise)
        {
            EndLadder(now);
            if (AcknowledgedBy is null)
            {
                StartLadder(CycleRecordedAt, now);
            }
        }
    }

    private void TellWhoMustKnow()
    {
        if (Playbook.MustKnow(Level) is { IsEmpty: false } people)
        {
            Errands.Add(new ModelLookUp("note", Call: null, [.. people.Select(name => new ModelTarget(name, []))]));
        }
    }

    /// <summary>Which policy spoke is the engine's affair.</summary>
    private static IEnumerable<(string Name, object? Value)> By(string? by) => by is null ? [] : [("by", by)];
}

/// <summary>A level that facts speak for, beside the one that a person chose.</summary>
internal sealed record ModelSuggestion(string Level)
{
    public Instant? AnswerBy { get; init; }

    public bool IsAnswered { get; init; }
}
