namespace MediMate.Incidents;

/// <summary>What new facts do to the level: they raise it until a person has chosen, and suggest from then on. They never lower it.</summary>
internal static class SeverityFacts
{
    public static void Hear(SeverityContext context, IncidentDraft draft)
    {
        var incident = draft.Incident;
        if (!incident.IsActive)
        {
            return;
        }

        var heard = SeverityChain.Assess(draft.Playbook, context, draft.Inputs.PolicyAnswers);
        if (!heard.IsConfirmed)
        {
            return;
        }

        var present = draft.Playbook.Level(incident.Severity.Level);
        var spoken = draft.Playbook.Level(heard.Level);
        if (spoken.Rank > present.Rank)
        {
            return;
        }

        if (spoken.Rank == present.Rank)
        {
            if (!incident.Severity.IsConfirmed)
            {
                draft.Emit(new SeverityConfirmed { Level = present.Name, Reason = heard.Reason, By = heard.DecidedBy });
            }
        }
        else if (incident.Severity.DecidedBy.Kind == ActorKind.Person)
        {
            Suggest(draft, present, spoken, heard);
        }
        else
        {
            SeverityChoice.Change(draft, spoken, heard.DecidedBy, heard.Reason, heard.Opinions);
        }
    }

    /// <summary>Once for each level and cycle. Two levels apart, or at the most severe one, somebody is paged, whoever has acknowledged.</summary>
    private static void Suggest(IncidentDraft draft, CompiledLevel present, CompiledLevel spoken, SeverityAssessment heard)
    {
        var incident = draft.Incident;
        foreach (var suggestion in incident.Suggestions)
        {
            if (suggestion.Level == spoken.Name)
            {
                return;
            }
        }

        var isUrgent = spoken.Rank == 0 || present.Rank - spoken.Rank >= 2;
        var suggested = draft.Emit(new SeveritySuggested
        {
            Level = spoken.Name,
            By = heard.DecidedBy,
            Reason = heard.Reason,
            AnswerBy = isUrgent ? spoken.ResponseDueFrom(draft.RecordedAt) : null,
            Opinions = heard.Opinions,
        });
        if (isUrgent)
        {
            SuggestionPages.Ask(draft, suggested, spoken, heard.Reason);
        }
    }
}
