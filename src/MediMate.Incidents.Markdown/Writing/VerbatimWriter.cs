using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Reading;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Writing;

/// <summary>Writes the texts that are kept as they are. Where they would be read back as something else they go into a fenced block.</summary>
internal static class VerbatimWriter
{
    private const string Probe = "Probe";

    public static void WriteTemplates(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Templates.IsEmpty)
        {
            return;
        }

        document.Heading(2, "Communication Templates");
        foreach (var template in playbook.Templates)
        {
            document.Heading(3, $"{WrittenText.Of(template.Name, template.Name.EndsWith(')') ? "()" : string.Empty)}{Marks(template)}");
            document.Block(Quoted(template.Text));
        }
    }

    public static void WriteNotes(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Notes.IsEmpty)
        {
            return;
        }

        document.Heading(2, "Notes");
        foreach (var note in playbook.Notes)
        {
            document.Heading(3, WrittenText.Of(note.Title));
            if (note.Text.Length > 0)
            {
                document.Block(ReadsBackAsNote(note.Text) ? note.Text : Fence(note.Text, NoteReader.FenceWord));
            }
        }
    }

    private static string Marks(MessageTemplate template)
    {
        var isExpected = template.Audience == TemplateReader.DefaultAudience(template.Name);
        var audience = isExpected ? string.Empty : $" ({TemplateHeading.AudienceMark}: {template.Audience})";
        var language = template.Language is { } tag ? $" ({TemplateHeading.LanguageMark}: {WrittenText.Of(tag, "()")})" : string.Empty;
        return audience + language;
    }

    private static string Quoted(string text)
    {
        var quoted = $"\"{text}\"";
        var context = Read($"## Templates\n\n### {Probe}\n\n{quoted}\n\n### {Probe}\n");
        var isReadBack = TemplateReader.Read(context) is [var template] && template.Text == text && NoteReader.Read(context, Probe).All(note => note.Text.Length == 0);

        // Quotation marks inside a fence are taken off like any others, so a text that has its own gets another pair.
        return isReadBack ? quoted : Fence(QuotationMarks.TryStrip(text, out _) ? quoted : text, string.Empty);
    }

    private static bool ReadsBackAsNote(string text)
    {
        var notes = NoteReader.Read(Read($"## Notes\n\n### {Probe}\n\n{text}\n\n### {Probe}\n"), Probe);
        return notes is [{ Title: Probe } note, { Title: Probe, Text: "" }] && note.Text == text;
    }

    private static string Fence(string text, string word)
    {
        var longest = 2;
        var length = 0;
        foreach (var letter in text)
        {
            length = letter == '`' ? length + 1 : 0;
            longest = Math.Max(longest, length);
        }

        var fence = new string('`', longest + 1);
        return $"{fence}{word}\n{text}\n{fence}";
    }

    private static ReadingContext Read(string markdown)
    {
        var document = Open(markdown);
        SectionClassifier.Classify(document);
        return new ReadingContext(document, new FindingLog(file: null));
    }

    private static MarkdownFile Open(string markdown)
    {
        try
        {
            return new MarkdownFile(new SourceText(markdown));
        }
        catch (ArgumentException)
        {
            // Too deeply nested to be read: then it does not read back either.
            return new MarkdownFile(new SourceText(string.Empty));
        }
    }
}
