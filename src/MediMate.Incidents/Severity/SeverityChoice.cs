using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Decides a person's word about the level.</summary>
internal static class SeverityChoice
{
    public static Rejection? Decide(ConfirmSeverity command, IncidentDraft draft)
    {
        var incident = draft.Incident;
        if (draft.Playbook.FindLevel(command.Level) is not { } level)
        {
            return Rejections.UnknownLevel(command.Level, draft.Playbook.LevelNames);
        }

        if (level.Name != incident.Severity.Level)
        {
            return Rejections.OtherLevel(incident, level.Name);
        }

        if (incident.Phase.IsEnded())
        {
            return Rejections.Ended(incident, "The level cannot be confirmed any more");
        }

        draft.Emit(new SeverityConfirmed { Level = level.Name, Reason = command.Reason ?? "confirmed" });
        return null;
    }

    public static Rejection? Decide(ChangeSeverity command, IncidentDraft draft)
    {
        var incident = draft.Incident;
        if (draft.Playbook.FindLevel(command.Level) is not { } level)
        {
            return Rejections.UnknownLevel(command.Level, draft.Playbook.LevelNames);
        }

        if (incident.Phase.IsEnded())
        {
            return Rejections.Ended(incident, "The level cannot be changed any more");
        }

        if (command.Acknowledge && CannotAcknowledge(command, incident) is { } refused)
        {
            return refused;
        }

        // Stop comes before retarget: who takes charge and changes the level in one act has answered under the old one.
        if (command.Acknowledge && !incident.IsAcknowledged)
        {
            Acknowledging.Take(draft, command.By);
        }

        if (level.Name == incident.Severity.Level)
        {
            draft.Emit(new SeverityConfirmed { Level = level.Name, Reason = command.Reason ?? "confirmed" });
        }
        else
        {
            Change(draft, level, command.By, command.Reason ?? "changed");
        }

        if (command.Acknowledge)
        {
            Acknowledging.TakeOrJoin(draft, command.By);
        }

        return null;
    }

    /// <summary>Gives the incident another level.</summary>
    public static void Change(IncidentDraft draft, CompiledLevel level, Actor by, string reason, ImmutableArray<PolicyOpinion> opinions = default)
    {
        var incident = draft.Incident;
        draft.Emit(new SeverityChanged
        {
            From = incident.Severity.Level,
            Level = level.Name,
            By = by,
            Reason = reason,
            IsRise = level.Rank < draft.Playbook.Level(incident.Severity.Level).Rank,
            IsFirstInCycle = !incident.LevelsReached.Contains(level.Name),
            Lifecycle = level.Lifecycle,
            SelfResolveAfter = level.SelfResolveAfter,
            AcknowledgementTimesOutAfter = level.Source.AcknowledgementTimeout,
            Opinions = opinions.OrEmpty(),
        });
    }

    private static Rejection? CannotAcknowledge(ChangeSeverity command, Incident incident) =>
        !incident.IsActive
            ? Rejections.NotActive(incident, "acknowledged")
            : command.By.Kind == ActorKind.Person ? null : Rejections.Invalid("a person acknowledges");
}
