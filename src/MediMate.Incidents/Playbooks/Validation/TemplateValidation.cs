namespace MediMate.Incidents;

/// <summary>The checks on the templates.</summary>
internal static class TemplateValidation
{
    private const int LongestText = 20_000;

    public static void Check(Playbook playbook, List<PlaybookFinding> findings)
    {
        foreach (var template in playbook.Templates)
        {
            if (!Enum.IsDefined(template.Audience))
            {
                findings.Add(PlaybookFindings.UnknownValue(
                    $"The audience of the template \"{template.Name}\"", template.Audience.ToString(), Enum.GetNames<MessageAudience>()));
            }

            // Not parsed then: brackets that never close cost the square of their number.
            findings.AddRange(template.Text.Length > LongestText
                ? [PlaybookFindings.LongTemplate(template.Name, template.Text.Length, LongestText)]
                : TemplateParser.Parse(template).Unknown.Select(name => PlaybookFindings.UnknownPlaceholder(template.Name, name)));
        }
    }
}
