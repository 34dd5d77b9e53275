using NodaTime;

namespace MediMate.Incidents;

/// <summary>Informs those whom a level concerns, and asks on where nobody answers a suggested level.</summary>
internal sealed class SeverityFeature : IIncidentFeature
{
    public void React(IncidentEvent cause, IncidentDraft draft)
    {
        if (cause is IncidentDeclared or Reopened or Restored or SeverityChanged { IsFirstInCycle: true })
        {
            Inform(cause, draft);
        }
    }

    public Instant? NextDueAt(Incident incident) => incident.SuggestionDueAt;

    public void OnDue(IncidentDraft draft)
    {
        var due = draft.Incident.SuggestionDueAt;
        var suggestion = draft.Incident.Suggestions.First(suggestion => !suggestion.IsAnswered && suggestion.AnswerBy == due);
        var escalated = draft.Emit(new SuggestionEscalated { Level = suggestion.Level, OccurredAt = due!.Value });
        SuggestionPages.AskNext(draft, escalated, draft.Playbook.Level(suggestion.Level));
    }

    /// <summary>A note, once for each level and cycle, whoever has acknowledged.</summary>
    private static void Inform(IncidentEvent cause, IncidentDraft draft)
    {
        var level = draft.Playbook.Level(draft.Incident.Severity.Level);
        if (!level.MustKnow.IsEmpty)
        {
            var text = $"For your information: {draft.Incident.Summary}";
            draft.Put(OutboxRows.LookUp(draft, cause.Sequence, MessageKind.Note, MessageAudience.Responders, level.MustKnow, text));
        }
    }
}
