using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;

namespace MediMate.Incidents.Reading;

/// <summary>The heading of a template: its name, and behind it marks in parentheses such as <c>(audience: internal)</c> and <c>(language: ms)</c>.</summary>
internal sealed record TemplateHeading(string Name, string? Audience, string? Language)
{
    public const string AudienceMark = "audience";
    public const string LanguageMark = "language";

    public static TemplateHeading Read(ReadingContext context, Section section)
    {
        var name = section.Heading!.Title;
        string? audience = null;
        string? language = null;
        while (name.TrySplitParentheses(out var outer, out var inner) && inner.IndexOf(':') is > 0 and var colon)
        {
            var mark = inner.Source[..colon].Trim();
            if (mark.Equals(AudienceMark, StringComparison.OrdinalIgnoreCase))
            {
                audience = Once(context, inner.From(colon + 1), "The audience of this template", audience);
            }
            else if (mark.Equals(LanguageMark, StringComparison.OrdinalIgnoreCase))
            {
                language = Once(context, inner.From(colon + 1), "The language of this template", language);
            }
            else
            {
                break;
            }

            name = outer;
        }

        return new TemplateHeading(context.Text(name), audience, language);
    }

    private static string Once(ReadingContext context, Piece value, string what, string? later)
    {
        if (later is not null)
        {
            context.Report(MarkdownFindings.SaidTwice(what, later, value.Text), value);
        }

        return later ?? value.Text;
    }
}
