namespace MediMate.Incidents;

/// <summary>Decides what people find out and write down: impact, restoration, users told, review, notes, updates.</summary>
internal static class Findings
{
    public static Rejection? Decide(IncidentCommand command, IncidentDraft draft) => command switch
    {
        DescribeImpact c => CommandChecks.Required(("text", c.Text))
            ?? Describe(c, draft),
        VerifyRestoration c => CommandChecks.Required(("how", c.How))
            ?? In(draft, IncidentPhase.Resolving, "Verifying the restoration")
            ?? Emit(draft, new RestorationVerified { How = c.How }),
        TellUsers c => CommandChecks.Required(("link", c.Link))
            ?? NotEnded(draft)
            ?? Emit(draft, new UsersTold { Link = c.Link }),
        RuleOutUserImpact c => CommandChecks.Required(("reason", c.Reason))
            ?? NotEnded(draft)
            ?? Emit(draft, new UsersTold { Reason = c.Reason }),
        CompleteReview c => CheckReview(c)
            ?? In(draft, IncidentPhase.Reviewing, "Completing the review")
            ?? Emit(draft, new ReviewCompleted { Summary = c.Summary, Cause = c.Cause, Improvements = c.Improvements, NoImprovementReason = c.NoImprovementReason }),
        AddNote c => CommandChecks.Required(("text", c.Text))
            ?? Emit(draft, new NoteAdded { Text = c.Text }),
        SendUpdate c => Updates.Decide(c, draft),
        _ => throw new ArgumentException($"{command.GetType().Name} is no command that an incident knows.", nameof(command)),
    };

    private static Rejection? Describe(DescribeImpact command, IncidentDraft draft)
    {
        draft.Emit(new ImpactDescribed { Text = command.Text, Users = command.Users, Data = command.Data, Workaround = command.Workaround });
        SeverityFacts.Hear(SeverityQuestion.Of(command, draft.Playbook.LevelNames)!, draft);
        return null;
    }

    private static Rejection? CheckReview(CompleteReview review)
    {
        var missing = CommandChecks.Required(("summary", review.Summary), ("cause", review.Cause))?.Reasons ?? [];
        if (review.Improvements.IsDefaultOrEmpty && string.IsNullOrWhiteSpace(review.NoImprovementReason))
        {
            missing = missing.Add("at least one improvement, or the reason for none, is given");
        }

        return missing.IsEmpty ? null : Rejections.Invalid(missing);
    }

    private static Rejection? In(IncidentDraft draft, IncidentPhase phase, string what) =>
        draft.Incident.Phase == phase ? null : Rejections.WrongPhase(draft.Incident, what, phase);

    private static Rejection? NotEnded(IncidentDraft draft) =>
        draft.Incident.Phase.IsEnded() ? Rejections.Ended(draft.Incident, "There is nothing left to tell users") : null;

    private static Rejection? Emit(IncidentDraft draft, IncidentEvent happened)
    {
        draft.Emit(happened);
        return null;
    }
}
