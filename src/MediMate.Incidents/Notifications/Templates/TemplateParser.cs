using System.Collections.Immutable;
using System.Text;

namespace MediMate.Incidents;

/// <summary>Parses templates: <c>[name]</c> is a placeholder, <c>P[X]</c> the level, <c>\[</c> a literal bracket. No text makes it throw.</summary>
internal static class TemplateParser
{
    private const string LevelPlaceholder = "X";

    public static CompiledTemplate Parse(MessageTemplate template)
    {
        var segments = ImmutableArray.CreateBuilder<TemplateSegment>();
        var literal = new StringBuilder();
        var text = template.Text;
        var literalBrackets = 0;
        var hasLooseBracket = false;
        var isAnyClosed = true;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsEscaped(text, i))
            {
                i++;
                literalBrackets += text[i] == '[' ? 1 : -1;
                literal.Append(text[i]);
            }
            else if (text[i] == '[' && isAnyClosed && FindEnd(text, i + 1) is var end && (isAnyClosed = end > 0))
            {
                var segment = ReadPlaceholder(text[(i + 1)..end], literal);
                AddLiteral(segments, literal);
                segments.Add(segment);
                i = end;
            }
            else
            {
                // "\[x]" is a pair of literal brackets: the second needs no mark of its own.
                hasLooseBracket |= text[i] == '[' || (text[i] == ']' && literalBrackets-- <= 0);
                literal.Append(text[i]);
            }

            literalBrackets = Math.Max(0, literalBrackets);
        }

        AddLiteral(segments, literal);
        return new CompiledTemplate(template, segments.DrainToImmutable(), hasLooseBracket);
    }

    private static TemplateSegment ReadPlaceholder(string name, StringBuilder before)
    {
        if (name.Equals(LevelPlaceholder, StringComparison.OrdinalIgnoreCase) && EndsInLetterP(before))
        {
            // "P[X]" as a whole is the level: its name need not begin with P.
            before.Length--;
            return new TemplateSegment(TemplateValue.Level, name);
        }

        return TemplateValues.Read(name);
    }

    private static bool EndsInLetterP(StringBuilder text) =>
        text.Length > 0 && text[^1] is 'P' or 'p' && (text.Length == 1 || !char.IsLetterOrDigit(text[^2]));

    private static int FindEnd(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (IsEscaped(text, i))
            {
                i++;
            }
            else if (text[i] == ']')
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Tells whether a backslash stands here that makes the bracket behind it literal. Before anything else it is a backslash.</summary>
    private static bool IsEscaped(string text, int i) => text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '[' or ']';

    private static void AddLiteral(ImmutableArray<TemplateSegment>.Builder segments, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            segments.Add(new TemplateSegment(TemplateValue.Literal, CleanText.Lines(literal.ToString())));
            literal.Clear();
        }
    }
}
