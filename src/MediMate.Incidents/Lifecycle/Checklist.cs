namespace MediMate.Incidents;

/// <summary>Decides what is done about checklist items, in any phase until the incident has ended.</summary>
internal static class Checklist
{
    private const int MostCharacters = 2_000;

    public static Rejection? Decide(CompleteItem command, IncidentDraft draft)
    {
        var link = BlankIsNone(command.Link);
        var note = BlankIsNone(command.Note);
        if (CheckDetails(link, note) is { } invalid)
        {
            return invalid;
        }

        if (Find(command.Item, draft, out var item) is { } refused)
        {
            return refused;
        }

        // Done is done; but what is said about it later is not lost.
        if (link is not null || note is not null || !draft.Incident.Items.Any(settled => settled.Id == item.Id && !settled.IsSkipped))
        {
            draft.Emit(new ItemCompleted { Item = item.Id, Link = link, Note = note });
        }

        return null;
    }

    public static Rejection? Decide(SkipItem command, IncidentDraft draft)
    {
        if (CommandChecks.Required(("reason", command.Reason)) is { } invalid)
        {
            return invalid;
        }

        if (Find(command.Item, draft, out var item) is { } refused)
        {
            return refused;
        }

        if (draft.Incident.IsOpen(item))
        {
            draft.Emit(new ItemSkipped { Item = item.Id, Reason = command.Reason });
        }

        return null;
    }

    private static Rejection? Find(string name, IncidentDraft draft, out ChecklistItem item)
    {
        var found = draft.Playbook.FindItems(name, draft.Incident.Phase);
        item = found.IsEmpty ? null! : found[0];
        return found.Length switch
        {
            _ when draft.Incident.Phase.IsEnded() => Rejections.Ended(draft.Incident, "No item is ticked or skipped any more"),
            0 => Rejections.UnknownItem(name, [.. draft.Playbook.Source.Phases.SelectMany(phase => phase.Items).Select(known => known.Id)]),
            1 => null,
            _ => Rejections.Invalid($"\"{name}\" is the text of one item; by id it would be one of: {string.Join(", ", found.Select(same => same.Id))}"),
        };
    }

    private static Rejection? CheckDetails(string? link, string? note)
    {
        var wrong = new List<string>();
        if (link is not null && !IsWebAddress(link))
        {
            wrong.Add("link is an absolute http or https address");
        }

        if (link?.Length > MostCharacters)
        {
            wrong.Add($"link has at most {MostCharacters} characters");
        }

        if (note?.Length > MostCharacters)
        {
            wrong.Add($"note has at most {MostCharacters} characters; AddNote takes longer texts");
        }

        return wrong.Count == 0 ? null : Rejections.Invalid([.. wrong]);
    }

    // The review shows it as a link: nothing but an address of the web may become one.
    private static bool IsWebAddress(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    private static string? BlankIsNone(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
