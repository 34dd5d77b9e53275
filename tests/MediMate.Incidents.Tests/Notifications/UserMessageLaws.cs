using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>What goes to users never shows a placeholder, a bracket or a blank, whatever is in the template and in the values; and a page always comes out.</summary>
public sealed partial class UserMessageLaws : IAsyncLifetime
{
    /// <summary>Brackets that the author of a template wants to be seen.</summary>
    private const string Literal = "\\[not a placeholder\\]";

    private static readonly string[] Snippets =
    [
        "[level]", "[", "]", "\\[", "\\]", "P[X]", "[[impact]]", "{{impact}}", "{0}", "$impact", "%s", "<b>", "</b>", "<script>", "&#91;", "&lbrack;", "&amp;", "\"", "'", "`", "# ",
        "\r\nBcc: all@example.org", "\n", "\r", "\t", "\0", "\u001b[31m", "\u0085", "\u2028", "\u202e", "\u2066", "\ud83d", "\ude00", "\ufffe", "\u200b", "\u00ad", "\u034f", "\u180b",
        "\u2800", "\u3164", "\ufe0f", "\U000E0100", "\U000E0041", " ", "\u00a0", "\u3000", "word", "登录", "تسجيل", "😀", "e\u0301", "\u200f",
    ];

    private static readonly string[] Pieces =
    [
        "[brief description]", "[description]", "[ SUMMARY ]", "[impact]", "[User/System Effect]", "[level]", "P[X]", "[phase]", "[Investigation/Containment/Resolution]", "[next update]",
        "[reference]", "Sorry. ", "We are on it: ", "\n", " – ", "<p>", "&amp;", Literal, "100 %",
    ];

    private static readonly Gen<string> Texts = Gen.Frequency(
        (4, from count in Gen.Choose(0, 6) from parts in Gen.Elements(Snippets).ListOf(count) select string.Concat(parts)),
        (2, from count in Gen.Choose(1, 5) from parts in Gen.Elements("word", " ", "登录", "😀", ".", "\n").ListOf(count) select string.Concat(parts)),
        (1, ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => text.Get)));

    private static readonly Gen<UserMessage> Messages =
        from pieces in Gen.Elements(Pieces).ListOf(5)
        from count in Gen.Choose(0, 5)
        from description in Texts
        from impact in Gen.Frequency((1, Gen.Constant<string?>(null)), (4, Texts.Select(text => (string?)text)))
        from level in Gen.Frequency((3, Gen.Constant("P0")), (1, Texts))
        from summary in Texts
        from phase in Gen.Elements(Enum.GetValues<IncidentPhase>())
        from format in Gen.Elements(Enum.GetValues<MessageFormat>())
        select new UserMessage(string.Concat(pieces.Take(count)), description, impact, level, summary, phase, format);

    private Incident? _declared;

    public async ValueTask InitializeAsync()
    {
        await using var engine = new Engine();
        _declared = await engine.SignalAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void What_goes_to_users_shows_neither_a_placeholder_nor_a_bracket_nor_a_blank()
    {
        var (went, held) = (0, 0);
        Holds(message =>
        {
            var (playbook, incident, row) = Stage(message, MessageAudience.External);
            if (!MessageRenderer.Unfit(playbook, incident, row).IsEmpty)
            {
                held++;
                return;
            }

            went++;
            var shown = Shown(MessageRenderer.Render(playbook, playbook, incident, row, message.Format).Body, message.Format);
            var literal = message.Template.Split(Literal).Length - 1;
            Assert.Equal((literal, literal), (shown.Count(letter => letter == '['), shown.Count(letter => letter == ']')));
            Assert.All(ValuesOf(message), value => Assert.False(value.IsUsed && IsBlank(value.Text), $"{value.Name} is blank in \"{shown}\""));
            IsClean(shown);
        });
        Assert.True(went > 200 && held > 200, $"{went} went out, {held} did not.");
    }

    [Fact]
    public void What_does_not_go_to_users_lacks_a_value_or_has_a_bracket_in_one_and_says_in_which() => Holds(message =>
    {
        var (playbook, incident, row) = Stage(message, MessageAudience.External);
        var unfit = MessageRenderer.Unfit(playbook, incident, row);

        var isWrong = ValuesOf(message).Any(value => value.IsUsed && (IsBlank(value.Text) || value.Text.AsSpan().IndexOfAny('[', ']') >= 0));
        Assert.Equal(isWrong, !unfit.IsEmpty);
        Assert.All(unfit, reason => Assert.Matches("^\\[.*\\] (has a value|holds no bracket)$", reason));
    });

    [Fact]
    public void Page_always_comes_out_with_something_to_see_and_a_summary_takes_one_line() => Holds(message =>
    {
        var (playbook, incident, row) = Stage(message, MessageAudience.Responders);
        var shown = Shown(MessageRenderer.Render(playbook, playbook, incident, row, message.Format).Body, message.Format);
        var values = ValuesOf(message).ToDictionary(value => value.Name, value => value.IsUsed, StringComparer.Ordinal);

        IsClean(shown);
        Assert.False(IsBlank(shown) && (values["description"] || values["impact"]), "nothing to see");
        Assert.True(values["impact"] || message.Template.Length == 0 || shown.Count(letter => letter == '\n') == message.Template.Count(letter => letter == '\n'), shown);
        Assert.False(IsBlank(Shown(MessageRenderer.BuiltIn(incident, message.Format).Body, message.Format)));
    });

    [Theory]
    [InlineData(MessageFormat.PlainText)]
    [InlineData(MessageFormat.Html)]
    [InlineData(MessageFormat.Markdown)]
    public async Task Hostile_values_go_through_the_whole_engine_and_do_no_harm(MessageFormat format)
    {
        await using var engine = new Engine();
        engine.Sms.SaysFormat = () => format;
        var incident = await engine.SignalAsync(HostileTexts.Halves);
        var by = Actor.Person(HostileTexts.Halves);
        await engine.AcceptAsync(incident, new DescribeImpact { By = by, Text = HostileTexts.Halves });
        var refused = await engine.DoAsync(incident, new SendUpdate { By = by, Audience = MessageAudience.External, Text = HostileTexts.Halves });
        await engine.AcceptAsync(incident, new SendUpdate { By = by, Audience = MessageAudience.Internal, Text = HostileTexts.Halves });
        await engine.AdvanceAsync(Duration.FromHours(1));

        Assert.Equal("MMI2010", refused.Rejection?.Code);
        Assert.Contains(engine.Sms.Messages, sent => sent.Message.Kind == MessageKind.Update);
        Assert.All(engine.Sms.Messages, sent => IsClean(Shown(sent.Message.Body, format)));
    }

    [GeneratedRegex("\\\\(?<letter>.)|&#(?<code>[0-9]+);", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markdown();

    private static void Holds(Action<UserMessage> law) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(Arb.From(Messages), law));

    private (CompiledPlaybook Playbook, Incident Incident, OutboxMessage Row) Stage(UserMessage message, MessageAudience audience)
    {
        var isExternal = audience == MessageAudience.External;
        var template = new MessageTemplate { Name = "x", Audience = isExternal ? audience : MessageAudience.Internal, Text = message.Template };
        var incident = _declared! with
        {
            Summary = message.Summary,
            Phase = message.Phase,
            Severity = _declared.Severity with { Level = message.Level },
            Impact = message.Impact is { } impact ? new Impact { Text = impact } : null,
        };
        var row = new OutboxMessage
        {
            Key = "k",
            IncidentId = incident.Id,
            Reference = incident.Reference,
            Cause = 1,
            QueuedAt = Engine.Start,
            NotBefore = Engine.Start,
            Kind = isExternal ? MessageKind.Update : MessageKind.Page,
            Audience = audience,
            To = "users",
            Channel = "sms",
            Text = isExternal ? message.Description : null,
        };

        return (CompiledPlaybook.Compile(TestPlaybooks.Example with { Templates = message.Template.Length == 0 ? [] : [template] }), incident, row);
    }

    /// <summary>What a reader sees of a body, as far as HTML and Markdown are used in it.</summary>
    private static string Shown(string body, MessageFormat format) => format switch
    {
        MessageFormat.Html => WebUtility.HtmlDecode(body.Replace("<br>\n", "\n", StringComparison.Ordinal)),
        MessageFormat.Markdown => Markdown().Replace(body, mark => mark.Groups["letter"] is { Success: true } letter
            ? letter.Value
            : ((char)int.Parse(mark.Groups["code"].Value, CultureInfo.InvariantCulture)).ToString()),
        _ => body,
    };

    private static void IsClean(string shown)
    {
        Assert.DoesNotContain(shown, letter => (char.IsControl(letter) && letter is not ('\n' or '\t')) || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
        Assert.Equal(shown, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(shown)));
    }

    /// <summary>Tells whether a reader would see nothing: Unicode's properties White_Space and Default_Ignorable_Code_Point, the category Cf, and the blank of Braille.</summary>
    private static bool IsBlank(string text) => text.EnumerateRunes().All(rune =>
        Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0x00AD or 0x034F or 0x061C or (>= 0x115F and <= 0x1160) or (>= 0x17B4 and <= 0x17B5) or (>= 0x180B and <= 0x180F) or (>= 0x200B and <= 0x200F)
            or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0x2800 or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8)
            or (>= 0x1BCA0 and <= 0x1BCA3) or (>= 0x1D173 and <= 0x1D17A) or (>= 0xE0000 and <= 0xE0FFF));

    private static IEnumerable<(string Name, string Text, bool IsUsed)> ValuesOf(UserMessage message)
    {
        yield return ("description", message.Description, message.Template.Length == 0 || Has("[brief description]") || Has("[description]") || Has("[ SUMMARY ]"));
        yield return ("impact", message.Impact ?? string.Empty, Has("[impact]") || Has("[User/System Effect]"));
        yield return ("level", message.Level, Has("[level]") || Has("P[X]"));

        // No update is due: no clock of the playbook asks for one.
        yield return ("next update", string.Empty, Has("[next update]"));

        bool Has(string placeholder) => message.Template.Contains(placeholder, StringComparison.Ordinal);
    }

    private sealed record UserMessage(string Template, string Description, string? Impact, string Level, string Summary, IncidentPhase Phase, MessageFormat Format);
}
