namespace MediMate.Incidents;

/// <summary>Calls the emergency contact to an incident whose deadlines cannot be done.</summary>
internal static class Quarantine
{
    /// <summary>After how many failures in a row an incident is in quarantine.</summary>
    public const int After = 3;

    private const string Text = "Its deadlines cannot be done: clocks and ladder stand still. Look after it by hand, and look into the log of the engine.";

    public static Rejection? Decide(IncidentDraft draft)
    {
        // Deadlines that can be done after all need nobody.
        if (draft.SkipsDeadlines)
        {
            var contact = new EscalationTarget { Name = draft.Playbook.Source.EmergencyContact };
            draft.Put(OutboxRows.LookUp(draft, draft.LastSequence, MessageKind.Page, MessageAudience.Responders, [contact], Text) with
            {
                Key = KeyOf(draft.Incident),
                Condition = MessageCondition.Always,
            });
        }

        return null;
    }

    /// <summary>Gets the key of the row: one for each state in which the incident got stuck.</summary>
    public static string KeyOf(Incident incident) => FormattableString.Invariant($"{incident.Reference}/{incident.Version}/quarantine");
}
