namespace MediMate.Incidents;

/// <summary>Decides the answers to suggested levels.</summary>
internal static class SuggestionAnswers
{
    public static Rejection? Decide(AcceptSuggestion command, IncidentDraft draft)
    {
        if (Find(draft, command.Level, out var suggestion) is { } refused)
        {
            return refused;
        }

        var reason = string.IsNullOrWhiteSpace(command.Reason) ? suggestion.Reason : command.Reason;
        SeverityChoice.Change(draft, draft.Playbook.Level(suggestion.Level), command.By, reason);
        return null;
    }

    public static Rejection? Decide(RejectSuggestion command, IncidentDraft draft)
    {
        if (Find(draft, command.Level, out var first) is { } refused)
        {
            return refused;
        }

        foreach (var suggestion in draft.Incident.Suggestions)
        {
            if (!suggestion.IsAnswered && (command.Level is null || suggestion.Level == first.Level))
            {
                draft.Emit(new SuggestionRejected { Level = suggestion.Level, Reason = command.Reason });
            }
        }

        return null;
    }

    /// <summary>Finds the suggestion that is meant: the most severe one that waits for an answer.</summary>
    private static Rejection? Find(IncidentDraft draft, string? named, out SeveritySuggestion found)
    {
        var incident = draft.Incident;
        found = null!;
        if (incident.Phase.IsEnded())
        {
            return Rejections.Ended(incident, "No suggested level is answered any more");
        }

        if (named is not null && draft.Playbook.FindLevel(named) is null)
        {
            return Rejections.UnknownLevel(named, draft.Playbook.LevelNames);
        }

        foreach (var level in draft.Playbook.Levels)
        {
            foreach (var suggestion in incident.Suggestions)
            {
                if (suggestion.Level == level.Name && !suggestion.IsAnswered && (named is null || level == draft.Playbook.FindLevel(named)))
                {
                    found = suggestion;
                    return null;
                }
            }
        }

        return Rejections.NoSuggestion(incident, named);
    }
}
