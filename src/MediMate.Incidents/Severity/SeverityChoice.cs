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
}
