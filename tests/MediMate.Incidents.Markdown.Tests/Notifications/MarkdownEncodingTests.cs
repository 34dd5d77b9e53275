using FsCheck;
using FsCheck.Fluent;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MediMate.Incidents.Markdown.Tests.Notifications;

/// <summary>The law of messages in Markdown: whatever a text says, a reader of Markdown sees that text, and nothing else.</summary>
public sealed class MarkdownEncodingTests
{
    private static readonly string[] Snippets =
    [
        "[a](http://b.example)", "[x]", "![i](j)", "<b>", "<!-- c -->", "<http://d.example>", "http://e.example", "https://f.example/?g=h&i", "www.j.example", "k@l.example",
        "mailto:m@n.example", "ftp://o.example", "# ", "## ", "===", "---", "***", "___", "- ", "* ", "+ ", "1. ", "2) ", "a. ", "i) ", "> ", ">>> ", "    ", "\t", "```", "~~~", "``",
        "`", "*", "**", "_", "__", "~", "~~", "^", "==", "++", "\"\"", "'", "\"", "...", "<<", ">>", "--", "|", "| a | b |\n|---|---|\n| 1 | 2 |", "+---+", "[^1]", "[^1]: note",
        "[ref]: http://p.example", "*[HTML]: Hyper", ":::", "::: warning", "^^^", ": definition", "Term\n: definition", "- [ ] task", "- [x] done", ":smile:", ":-)", "$x$", "$$",
        "{.class}", "{#id}", "&amp;", "&#32;", "&lt;", "\\", "\\\\", "\\[", "\\\n", "  \n", "\n", "\n\n", "\r\n", "\u00A0", "\u2003", "\u3000", "\uFEFF", "é", "登录", "😀", "word", " ",
        "TODO", "#123", "@someone", "%", "/", "?", ";", ",", "![](", "](", "<a href='x'>", "</a>", "<script>", "javascript:x", "[!NOTE]", "> [!WARNING]\n> x", "---\ntitle: x\n---",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        from count in Gen.Choose(1, 8) from parts in Gen.Elements(Snippets).ListOf(count) select string.Concat(parts),
        ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => text.Get));

    public static TheoryData<string> Dialects => ["CommonMark", "all extensions"];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Reader_of_markdown_sees_the_plain_text_and_no_markup(string dialect)
    {
        var pipeline = Pipeline(dialect);
        var property = Prop.ForAll(Arb.From(Texts), text =>
        {
            var plain = CleanText.Lines(text);
            Assert.Equal(plain, Seen(Markdig.Markdown.Parse(MessageFormats.Encode(plain, MessageFormat.Markdown), pipeline)));
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), property);
    }

    /// <summary>The premise: read as it is, the same text is markup.</summary>
    [Theory]
    [InlineData("[a](http://b.example)")]
    [InlineData("www.j.example")]
    [InlineData("# x")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |")]
    public void Text_that_is_not_encoded_is_markup(string text) =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Assert.Equal(text, Seen(Markdig.Markdown.Parse(text, Pipeline("all extensions")))));

    private static MarkdownPipeline Pipeline(string dialect) => dialect == "CommonMark"
        ? new MarkdownPipelineBuilder().Build()
        : new MarkdownPipelineBuilder().UseAdvancedExtensions().UseEmojiAndSmiley().UseSmartyPants().UseYamlFrontMatter().UsePragmaLines().UseGlobalization().Build();

    /// <summary>Reads what is shown, and accepts nothing but one paragraph of text and hard line breaks.</summary>
    private static string Seen(MarkdownDocument document)
    {
        if (document.Count == 0)
        {
            return string.Empty;
        }

        var paragraph = Assert.IsType<ParagraphBlock>(Assert.Single(document));
        return string.Concat(paragraph.Inline!.Select(inline => inline switch
        {
            LiteralInline literal => literal.Content.ToString(),
            HtmlEntityInline entity => entity.Transcoded.ToString(),
            LineBreakInline { IsHard: true } => "\n",
            _ => throw new Xunit.Sdk.XunitException($"{inline.GetType().Name} in {paragraph.Inline}"),
        }));
    }
}
