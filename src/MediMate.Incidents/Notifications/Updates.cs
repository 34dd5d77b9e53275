using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Decides updates to stakeholders and to users.</summary>
internal static class Updates
{
    public static Rejection? Decide(SendUpdate command, IncidentDraft draft)
    {
        if (CommandChecks.Required(("text", command.Text)) is { } invalid)
        {
            return invalid;
        }

        if (command.Audience == MessageAudience.Responders)
        {
            return Rejections.Invalid("the audience is Internal or External; responders are paged");
        }

        if (draft.Incident.Phase.IsEnded())
        {
            return Rejections.Ended(draft.Incident, "No update goes out");
        }

        if (command.Audience == MessageAudience.External && CheckExternal(command, draft) is { } cannot)
        {
            return cannot;
        }

        var update = draft.Emit(new UpdateSent { Audience = command.Audience, Text = command.Text });
        draft.Put(OutboxRows.LookUp(draft, update, MessageKind.Update, command.Audience, Readers(command.Audience, draft), command.Text));
        return null;
    }

    /// <summary>A message to users is refused with the name of what is missing; it never shows a blank or a bracket.</summary>
    private static Rejection? CheckExternal(SendUpdate command, IncidentDraft draft)
    {
        var unfit = MessageRenderer.Unfit(draft.Inputs.CurrentPlaybook, draft.Incident, command.Text);
        return unfit.IsEmpty ? null : Rejections.CannotTellUsers(unfit);
    }

    private static ImmutableArray<EscalationTarget> Readers(MessageAudience audience, IncidentDraft draft)
    {
        var level = draft.Playbook.Level(draft.Incident.Severity.Level);
        return audience == MessageAudience.External ? level.Users : level.Stakeholders;
    }
}
