using System.Collections.Immutable;
using Markdig.Syntax;
using MediMate.Incidents.Documents;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Keeps what no other reader has taken, so that nothing of the document is lost. Runs last.</summary>
internal static class NoteReader
{
    /// <summary>The word behind a fence that holds a note which Markdown would otherwise read as something else.</summary>
    public const string FenceWord = "note";

    public static ImmutableArray<PlaybookNote> Read(ReadingContext context, string name)
    {
        var notes = ImmutableArray.CreateBuilder<PlaybookNote>();
        foreach (var section in context.Document.Sections)
        {
            var text = ReadText(context, section);

            // A heading that nobody knows is kept even when nothing stands under it.
            if (text.Length > 0 || (section.Kind == SectionKind.Note && section.Heading is not null))
            {
                notes.Add(new PlaybookNote { Title = section.Heading is { } heading ? context.Text(heading.Written) : name, Text = text });
            }
        }

        return notes.ToImmutable();
    }

    private static string ReadText(ReadingContext context, Section section)
    {
        var source = context.Document.Source;
        if (section.Blocks is [{ Content: FencedCodeBlock { Info: FenceWord } fenced } only])
        {
            return VerbatimText.OfFence(source, fenced, only);
        }

        if (section.Kind != SectionKind.Note)
        {
            TakeComments(context, section);
        }

        var runs = new List<string>();
        for (var line = section.FirstLine; line <= section.LastLine; line++)
        {
            var first = line;
            while (line <= section.LastLine && !context.Document.IsTaken(line))
            {
                line++;
            }

            if (line > first && VerbatimText.OfLines(source, first, line - 1).Trim('\n') is var run && !string.IsNullOrWhiteSpace(run))
            {
                runs.Add(run.TrimEnd());
            }
        }

        return string.Join("\n\n", runs);
    }

    // A comment beside a table or a list is for those who edit the file; in a note it is a part of the note.
    private static void TakeComments(ReadingContext context, Section section)
    {
        foreach (var block in section.Blocks.Where(block => block.Content is HtmlBlock { Type: HtmlBlockType.Comment }))
        {
            context.Document.Take(block.FirstLine, block.LastLine);
        }
    }
}
