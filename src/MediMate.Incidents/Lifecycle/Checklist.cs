namespace MediMate.Incidents;

/// <summary>Decides what is done about checklist items, in any phase.</summary>
internal static class Checklist
{
    public static Rejection? Decide(CompleteItem command, IncidentDraft draft)
    {
        if (draft.Playbook.FindItem(command.Item) is not { } item)
        {
            return Unknown(command.Item, draft);
        }

        if (!draft.Incident.Items.Any(settled => settled.Id == item.Id && !settled.IsSkipped))
        {
            draft.Emit(new ItemCompleted { Item = item.Id, Link = command.Link, Note = command.Note });
        }

        return null;
    }

    public static Rejection? Decide(SkipItem command, IncidentDraft draft)
    {
        if (CommandChecks.Required(("reason", command.Reason)) is { } invalid)
        {
            return invalid;
        }

        if (draft.Playbook.FindItem(command.Item) is not { } item)
        {
            return Unknown(command.Item, draft);
        }

        if (draft.Incident.IsOpen(item))
        {
            draft.Emit(new ItemSkipped { Item = item.Id, Reason = command.Reason });
        }

        return null;
    }

    private static Rejection Unknown(string item, IncidentDraft draft) =>
        Rejections.UnknownItem(item, [.. draft.Playbook.Source.Phases.SelectMany(phase => phase.Items).Select(known => known.Id)]);
}
