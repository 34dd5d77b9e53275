using System.Net;
using FsCheck;
using FsCheck.Fluent;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>The laws of encodings, over texts that would rather be something else.</summary>
public sealed class EncodingLawTests
{
    private static readonly string[] Snippets =
    [
        "[level]", "[", "]", "\\[", "P[X]", "\\", "<b>", "</b>", "<br>\n", "&amp;", "&#10;", "\"", "'", "`", "# ", "- ", "1. ", "> ", "    ", "\t", "\n", "\r\n", "\r",
        "\u0000", "\u001B[31m", "\u0085", "\u2028", "\u202E", "\u2066", "\u2069", "\uD83D", "\uDE00", "\uFFFE", "é", "登录", "تسجيل", "😀", "word", " ", "http://x.example", "a@b.example",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        from count in Gen.Choose(1, 8) from parts in Gen.Elements(Snippets).ListOf(count) select string.Concat(parts),
        ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => text.Get));

    private static CompiledTemplate AllValues { get; } = TemplateParser.Parse(new MessageTemplate
    {
        Name = "x",
        Audience = MessageAudience.Internal,
        Text = "<[summary]> [impact]\n[level] & [reference] - [next steps]",
    });

    [Fact]
    public void Html_gives_the_plain_text_back() => Holds(text =>
    {
        var plain = CleanText.Lines(text);
        var html = MessageFormats.Encode(plain, MessageFormat.Html);

        return WebUtility.HtmlDecode(html.Replace("<br>\n", "\n", StringComparison.Ordinal)) == plain
            && html.Replace("<br>\n", string.Empty, StringComparison.Ordinal).IndexOfAny(['<', '>', '"', '\'', '\n']) < 0;
    });

    [Fact]
    public void Plain_text_has_no_control_character_and_no_half_one() => Holds(text =>
    {
        var lines = CleanText.Lines(text);
        var line = CleanText.Line(text);

        return !lines.Any(letter => (char.IsControl(letter) && letter is not ('\n' or '\t')) || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))
            && !line.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029')
            && System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(lines)) == lines;
    });

    [Fact]
    public void Cleaning_a_clean_text_changes_nothing() => Holds(text =>
        CleanText.Lines(CleanText.Lines(text)) == CleanText.Lines(text) && CleanText.Line(CleanText.Line(text)) == CleanText.Line(text));

    [Fact]
    public void No_value_introduces_a_placeholder() => Holds(text =>
    {
        var values = new MessageValues
        {
            Description = CleanText.Line(text),
            Impact = CleanText.Lines(text),
            Level = CleanText.Line(text),
            Phase = IncidentPhase.Detected,
            NextSteps = CleanText.Line(text),
            Reference = CleanText.Line(text),
        };

        return AllValues.Render(values) == $"<{values.Description}> {values.Impact}\n{values.Level} & {values.Reference} - {values.NextSteps}";
    });

    [Fact]
    public void No_text_makes_the_parser_throw_and_none_gets_lost() => Holds(text =>
    {
        var template = TemplateParser.Parse(new MessageTemplate { Name = "x", Audience = MessageAudience.Internal, Text = text });

        // Where there is no bracket, the whole text is one literal.
        return text.IndexOfAny(['[', ']']) >= 0 || string.Concat(template.Segments.Select(segment => segment.Text)) == CleanText.Lines(text);
    });

    [Fact]
    public void Language_tags_of_any_kind_are_shortened_to_nothing() => Holds(text =>
    {
        var steps = 0;
        for (var tag = LanguageTag.Shorten(text); tag is not null; tag = LanguageTag.Shorten(tag))
        {
            steps++;
        }

        return steps <= text.Count(letter => letter == '-');
    });

    [Fact]
    public void Parsing_many_open_brackets_takes_no_time_to_speak_of()
    {
        var text = new string('[', 1_000_000) + "\\]";

        var template = TemplateParser.Parse(new MessageTemplate { Name = "x", Audience = MessageAudience.Internal, Text = text });

        Assert.Equal(text.Length - 1, Assert.Single(template.Segments).Text.Length);
    }

    private static void Holds(Func<string, bool> law) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Arb.From(Texts), law));
}
