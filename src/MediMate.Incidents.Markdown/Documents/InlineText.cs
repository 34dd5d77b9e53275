using System.Buffers;
using System.Text;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MediMate.Incidents.Documents;

/// <summary>Reads one line of Markdown as the text that a person sees: without emphasis, code marks, escapes and comments.</summary>
/// <remarks>A link is kept as it is written, because its address is part of what the playbook says.</remarks>
internal static class InlineText
{
    /// <summary>How long a text may be: no step of a playbook is a book.</summary>
    public const int MaximumLength = 2_000;

    /// <summary>How many marks a text may have: nested ones cost the square of their number.</summary>
    public const int MaximumMarks = 200;

    private static readonly SearchValues<char> Marks = SearchValues.Create("\\`*_&<[]!");

    private static readonly MarkdownPipeline Pipeline = Build(withInlines: true);

    private static readonly MarkdownPipeline LiteralPipeline = Build(withInlines: false);

    public static bool IsTooLong(string source) => source.Length > MaximumLength || CountMarks(source) > MaximumMarks;

    public static int CountMarks(string source)
    {
        var marks = 0;
        for (var index = 0; index < source.Length; index++)
        {
            if (source[index] == '\\')
            {
                index++;
            }
            else if (source[index] is '[' or '*' or '_' or '<')
            {
                marks++;
            }
        }

        return marks;
    }

    public static string Read(string source)
    {
        var trimmed = source.Trim();
        if (trimmed.AsSpan().IndexOfAny(Marks) < 0 || IsTooLong(trimmed))
        {
            return trimmed;
        }

        // A line such as "[CTO]: anything" would be a link definition and vanish; behind a letter it is text.
        var guarded = trimmed[0] == '[';
        var line = guarded ? $"x{trimmed}" : trimmed;
        var text = new StringBuilder(line.Length);
        foreach (var block in Parse(line).Descendants<LeafBlock>())
        {
            Append(block.Inline, line, text);
        }

        return guarded ? text.ToString(1, text.Length - 1) : text.ToString();
    }

    private static MarkdownDocument Parse(string line)
    {
        try
        {
            return Markdown.Parse(line, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's only answer to too deep a nesting. Without inlines the line is its own text.
            return Markdown.Parse(line, LiteralPipeline);
        }
    }

    private static void Append(ContainerInline? container, string line, StringBuilder text)
    {
        for (var inline = container?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case HtmlInline html:
                    AppendHtml(html, text);
                    break;
                case LinkInline link:
                    text.Append(line, link.Span.Start, link.Span.Length);
                    break;
                case DelimiterInline delimiter:
                    text.Append(delimiter.ToLiteral());
                    Append(delimiter, line, text);
                    break;
                case ContainerInline nested:
                    Append(nested, line, text);
                    break;
            }
        }
    }

    private static void AppendHtml(HtmlInline html, StringBuilder text)
    {
        if (html.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase))
        {
            text.Append(' ');
        }
        else if (!html.Tag.StartsWith("<!--", StringComparison.Ordinal))
        {
            text.Append(html.Tag);
        }
        else if (html.NextSibling is null)
        {
            // The blanks before a comment at the end were there for the comment.
            while (text.Length > 0 && text[^1] == ' ')
            {
                text.Length--;
            }
        }
    }

    private static MarkdownPipeline Build(bool withInlines)
    {
        var builder = new MarkdownPipelineBuilder { PreciseSourceLocation = true };
        builder.BlockParsers.Clear();
        builder.BlockParsers.Add(new ParagraphBlockParser { ParseSetextHeadings = false });
        if (!withInlines)
        {
            builder.InlineParsers.Clear();
        }

        return builder.Build();
    }
}
