namespace MediMate.Incidents.Writing;

/// <summary>Writes who is in which audience.</summary>
internal static class AudienceWriter
{
    public static void Write(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Audiences.IsEmpty)
        {
            return;
        }

        document.Heading(2, "Audiences");
        document.Table(
            ["Audience", "Level", "Who"],
            playbook.Audiences.Select(members => (string[])
            [
                members.Audience == MessageAudience.Internal ? "internal" : "external",
                TableWriter.Level(members.Level ?? string.Empty),
                WrittenText.List(members.Who),
            ]));
    }
}
