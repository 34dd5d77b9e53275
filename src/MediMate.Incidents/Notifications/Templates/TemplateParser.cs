using System.Collections.Immutable;
using System.Text;

namespace MediMate.Incidents;

/// <summary>Parses templates: <c>[name]</c> is a placeholder, <c>P[X]</c> the level, <c>\[</c> a literal bracket.</summary>
internal static class TemplateParser
{
    private const string LevelPlaceholder = "X";

    public static CompiledTemplate Parse(MessageTemplate template)
    {
        var segments = ImmutableArray.CreateBuilder<TemplateSegment>();
        var literal = new StringBuilder();
        var text = template.Text;
        var i = 0;
        while (i < text.Length)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '[' or ']')
            {
                literal.Append(text[i + 1]);
                i += 2;
            }
            else if (text[i] == '[' && text.IndexOf(']', i) is var end && end > 0)
            {
                var name = text[(i + 1)..end];
                var value = TemplateValues.Find(name);
                if (name == LevelPlaceholder && literal.Length > 0 && literal[^1] == 'P')
                {
                    // "P[X]" as a whole is the level: its name need not begin with P.
                    literal.Length--;
                    value = TemplateValue.Level;
                }

                if (literal.Length > 0)
                {
                    segments.Add(new TemplateSegment(TemplateValue.Literal, literal.ToString()));
                    literal.Clear();
                }

                segments.Add(new TemplateSegment(value, name));
                i = end + 1;
            }
            else
            {
                literal.Append(text[i]);
                i++;
            }
        }

        if (literal.Length > 0)
        {
            segments.Add(new TemplateSegment(TemplateValue.Literal, literal.ToString()));
        }

        return new CompiledTemplate(template, segments.DrainToImmutable());
    }
}
