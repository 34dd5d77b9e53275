using System.Collections.Immutable;
using Markdig.Syntax;
using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the templates: a heading and under it a text in quotation marks, in a block quote or in a fenced block.</summary>
internal static class TemplateReader
{
    public static ImmutableArray<MessageTemplate> Read(ReadingContext context)
    {
        var templates = ImmutableArray.CreateBuilder<MessageTemplate>();
        foreach (var section in context.SectionsOf(SectionKind.Template))
        {
            var heading = TemplateHeading.Read(context, section);
            var suffix = heading.Language is { } language ? $" (language: {language})" : string.Empty;
            context.Log.Locate($"template \"{heading.Name}\"{suffix}", context.PlaceOf(section));
            if (ReadText(context, section, heading.Name) is { } text)
            {
                templates.Add(new MessageTemplate
                {
                    Name = heading.Name,
                    Audience = AudienceOf(context, section, heading.Name, heading.Audience),
                    Language = heading.Language,
                    Text = text,
                });
            }
        }

        return templates.ToImmutable();
    }

    /// <summary>Tells for whom a message of this name is, where the document does not say so.</summary>
    public static MessageAudience DefaultAudience(string name) =>
        HeadingWords.Of(name).Split(' ').Any(word => word is "USER" or "CUSTOMER" or "PUBLIC" or "EXTERNAL" or "CLIENT")
            ? MessageAudience.External
            : MessageAudience.Internal;

    private static MessageAudience AudienceOf(ReadingContext context, Section section, string name, string? named)
    {
        if (named is null)
        {
            return DefaultAudience(name);
        }

        foreach (var audience in Enum.GetValues<MessageAudience>())
        {
            if (HeadingWords.Same(audience.ToString(), named))
            {
                return audience;
            }
        }

        var known = string.Join(", ", Enum.GetNames<MessageAudience>());
        context.Log.Add(MarkdownFindings.UnknownWord($"The audience of the template \"{name}\"", named, known), context.PlaceOf(section));
        return DefaultAudience(name);
    }

    private static string? ReadText(ReadingContext context, Section section, string name)
    {
        foreach (var block in section.Blocks)
        {
            switch (block.Content)
            {
                case FencedCodeBlock fenced:
                    context.Document.Take(block.FirstLine, block.LastLine);
                    return QuotationMarks.Strip(VerbatimText.OfFence(context.Document.Source, fenced, block));
                case QuoteBlock:
                    context.Document.Take(block.FirstLine, block.LastLine);
                    return QuotationMarks.Strip(VerbatimText.OfQuote(context.Document.Source, block));
                case ParagraphBlock when QuotationMarks.Opens(context.Document.Source.Line(block.FirstLine).Source):
                    return ReadQuoted(context, section, block, name);
            }
        }

        context.Log.Add(MarkdownFindings.TemplateWithoutText(name), context.PlaceOf(section));
        return null;
    }

    // The quotation may run over several blocks: a list in the middle of a message is still the message.
    private static string? ReadQuoted(ReadingContext context, Section section, DocumentBlock first, string name)
    {
        var source = context.Document.Source;
        foreach (var block in section.Blocks.SkipWhile(block => block != first))
        {
            var lines = Enumerable.Range(first.FirstLine, block.LastLine - first.FirstLine + 1).Select(line => source.OriginalLine(line).Trim());
            if (block.Content is ParagraphBlock or ListBlock && QuotationMarks.TryStrip(string.Join('\n', lines), out var text))
            {
                context.Document.Take(first.FirstLine, block.LastLine);
                return text;
            }
        }

        context.Report(MarkdownFindings.UnclosedQuote(name), source.Line(first.FirstLine).Trim());
        return null;
    }
}
