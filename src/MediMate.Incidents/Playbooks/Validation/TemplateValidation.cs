namespace MediMate.Incidents;

/// <summary>The checks on the templates: placeholders, brackets, languages, and whether each template is ever used.</summary>
internal static class TemplateValidation
{
    private const int LongestText = 20_000;

    /// <summary>Tells whose templates pages take: those for responders where there are any, else the internal ones.</summary>
    public static MessageAudience AudienceOfPages(Playbook playbook) =>
        playbook.Templates.Any(template => template.Audience == MessageAudience.Responders) ? MessageAudience.Responders : MessageAudience.Internal;

    public static void Check(Playbook playbook, List<PlaybookFinding> findings)
    {
        foreach (var template in playbook.Templates)
        {
            CheckText(template, findings);
            CheckUse(playbook, template, findings);
            if (template.Language is not null)
            {
                CheckVariant(playbook, template, findings);
            }
        }

        foreach (var same in playbook.Templates.GroupBy(NameAndLanguage).Where(group => group.Skip(1).Any()))
        {
            findings.Add(PlaybookFindings.TwoTemplates(Described(same.First())));
        }
    }

    private static void CheckText(MessageTemplate template, List<PlaybookFinding> findings)
    {
        if (!Enum.IsDefined(template.Audience))
        {
            findings.Add(PlaybookFindings.UnknownValue(
                $"The audience of the template \"{template.Name}\"", template.Audience.ToString(), Enum.GetNames<MessageAudience>()));
        }

        if (template.Text.Length > LongestText)
        {
            findings.Add(PlaybookFindings.LongTemplate(template.Name, template.Text.Length, LongestText));
            return;
        }

        var compiled = TemplateParser.Parse(template);
        findings.AddRange(compiled.Unknown.Select(name => PlaybookFindings.UnknownPlaceholder(Described(template), Shown(name))));
        if (compiled.HasLooseBracket)
        {
            findings.Add(template.Audience == MessageAudience.External
                ? PlaybookFindings.BracketForUsers(Described(template))
                : PlaybookFindings.LooseBracket(Described(template)));
        }
    }

    /// <summary>Says so where a template stands in the playbook and no message will ever take it.</summary>
    private static void CheckUse(Playbook playbook, MessageTemplate template, List<PlaybookFinding> findings)
    {
        var (audience, messages) = template.Audience == MessageAudience.External
            ? (MessageAudience.External, "messages to users outside")
            : (AudienceOfPages(playbook), "pages");
        var taken = TemplateSet.NameFor(playbook, audience)!;
        if (template.Language is null && (template.Audience != audience || !TemplateSet.IsNamed(template, taken)))
        {
            findings.Add(PlaybookFindings.UnusedTemplate(Described(template), messages, taken));
        }
    }

    private static void CheckVariant(Playbook playbook, MessageTemplate template, List<PlaybookFinding> findings)
    {
        if (!LanguageTag.IsReadable(template.Language!))
        {
            findings.Add(PlaybookFindings.UnreadableLanguage(Described(template), template.Language!));
        }

        var defaultText = playbook.Templates.FirstOrDefault(other => other.Language is null && TemplateSet.IsNamed(other, template.Name));
        if (defaultText is null)
        {
            findings.Add(PlaybookFindings.NoDefaultText(Described(template)));
        }
        else if (defaultText.Audience != template.Audience)
        {
            findings.Add(PlaybookFindings.OtherAudience(Described(template), template.Audience, defaultText.Audience));
        }
    }

    private static string Described(MessageTemplate template) =>
        template.Language is { } language ? $"template \"{template.Name}\" (language: {language})" : $"template \"{template.Name}\"";

    private static (string Name, string? Language) NameAndLanguage(MessageTemplate template) =>
        (template.Name.ToUpperInvariant(), template.Language?.ToUpperInvariant());

    /// <summary>A bracket that was left open makes a name of half the text.</summary>
    private static string Shown(string name) => CleanText.Line(name) is { Length: > 60 } text ? string.Concat(text.AsSpan(0, 60), "…") : CleanText.Line(name);
}
