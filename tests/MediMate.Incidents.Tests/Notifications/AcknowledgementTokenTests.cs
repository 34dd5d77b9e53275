using System.Collections.Immutable;
using System.Security.Cryptography;
using FsCheck.Xunit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>What a token says and who can sign it; what pages show of it.</summary>
public sealed class AcknowledgementTokenTests
{
    private static readonly ImmutableArray<byte> Key = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];
    private static readonly ImmutableArray<byte> OtherKey = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    private static readonly IncidentId Incident = new(new Guid("019c0000-0000-7000-8000-000000000001"));
    private static readonly AcknowledgementOffer Offer = new() { Cycle = 1, ExpiresAt = Engine.Start };

    [Fact]
    public void Token_is_always_the_same_and_short()
    {
        Assert.Equal("AQGcAAAAAHAAgAAAAAAAAAFppO8gAWFpc3lhaD2gzjn32IavrNJH6jcHVAI", Write());
    }

    [Property]
    public void Token_reads_as_it_was_written(Guid id, int cycle, uint end, string? person)
    {
        var offer = new AcknowledgementOffer { Cycle = cycle & int.MaxValue, ExpiresAt = Instant.FromUnixTimeSeconds(end) };
        var name = "p" + string.Concat((person ?? string.Empty).Where(letter => !char.IsSurrogate(letter)));

        Assert.True(AcknowledgementToken.TryRead(AcknowledgementToken.Write(new IncidentId(id), name, offer, Key.AsSpan())!, [Key], out var read));
        Assert.Equal((new IncidentId(id), name, offer), (read.IncidentId, read.Person, read.Offer));
    }

    [Property]
    public void Token_with_one_letter_changed_is_none(int place, char letter)
    {
        var token = Write().ToCharArray();
        var at = (place & int.MaxValue) % token.Length;
        var before = token[at];
        token[at] = letter;

        Assert.Equal(before == letter, AcknowledgementToken.TryRead(new string(token), [Key], out _));
    }

    [Fact]
    public void Token_with_any_letter_changed_to_any_other_of_the_alphabet_is_none()
    {
        var token = Write();
        foreach (var place in Enumerable.Range(0, token.Length))
        {
            foreach (var letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".Where(letter => letter != token[place]))
            {
                Assert.False(AcknowledgementToken.TryRead(token[..place] + letter + token[(place + 1)..], [Key], out _), $"{place} {letter}");
            }
        }
    }

    [Fact]
    public void Token_that_is_cut_off_or_longer_is_none()
    {
        var token = Write();

        Assert.All(Enumerable.Range(0, token.Length), length => Assert.False(AcknowledgementToken.TryRead(token[..length], [Key], out _)));
        Assert.All(["A", "AA", "AAAA", "=", " ", "\n"], more => Assert.False(AcknowledgementToken.TryRead(token + more, [Key], out _)));
    }

    [Fact]
    public void Token_in_another_form_of_the_same_bytes_is_none()
    {
        // A token with a letter in which the alphabets differ, and one that padding would make longer.
        var token = Enumerable.Range(0, 10_000).Select(number => AcknowledgementToken.Write(Incident, $"p{number}", Offer, Key.AsSpan())!)
            .First(written => written.Contains('-', StringComparison.Ordinal) && written.Contains('_', StringComparison.Ordinal) && written.Length % 4 == 2);
        string[] forms =
        [
            token + "==", token + "=", token.Replace('-', '+').Replace('_', '/'), token.Replace('-', '+').Replace('_', '/') + "==",
            token[..10] + "\n" + token[10..], token[..10] + " " + token[10..], " " + token, "\uFEFF" + token, token + "\0", Uri.EscapeDataString(token[..1]) + "%" + token[1..],
            string.Concat(token.Select(letter => char.IsAsciiLetter(letter) ? (char)(letter + 0xFEE0) : letter)),
        ];

        Assert.True(AcknowledgementToken.TryRead(token, [Key], out _));
        Assert.All(forms, form => Assert.False(AcknowledgementToken.TryRead(form, [Key], out _), form));
    }

    [Fact]
    public void Nothing_of_a_token_says_that_it_is_one_for_another_purpose()
    {
        // The same key signs webhooks, and a signature of them over the bytes of a token is no token.
        var said = System.Buffers.Text.Base64Url.DecodeFromChars(Write())[..^16];
        var signature = StandardWebhook.Sign("msg_1", Offer.ExpiresAt, said, ["whsec_" + Convert.ToBase64String(Key.AsSpan())]);
        var bytes = Convert.FromBase64String(signature["v1,".Length..]);

        Assert.False(AcknowledgementToken.TryRead(System.Buffers.Text.Base64Url.EncodeToString([.. said, .. bytes.AsSpan(..16)]), [Key], out _));
    }

    [Fact]
    public void Without_a_key_nothing_is_a_token() => Assert.False(AcknowledgementToken.TryRead(Write(), [], out _));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("not a token")]
    [InlineData("%00")]
    [InlineData("....")]
    public async Task Whatever_is_no_token_is_refused(string token)
    {
        await using var engine = new Engine();

        Assert.Equal("MMI2050", (await engine.Incidents.AcknowledgeByTokenAsync(token)).Rejection?.Code);
        Assert.Equal("MMI2050", (await engine.Incidents.AcknowledgeByTokenAsync(token.PadRight(1_000_000, 'A'))).Rejection?.Code);
    }

    [Fact]
    public void Signature_of_another_key_or_for_another_purpose_does_not_count()
    {
        var said = System.Buffers.Text.Base64Url.DecodeFromChars(Write())[..^16];
        var withoutPurpose = System.Buffers.Text.Base64Url.EncodeToString([.. said, .. HMACSHA256.HashData(Key.AsSpan(), said).AsSpan(..16)]);

        Assert.False(AcknowledgementToken.TryRead(Write(), [OtherKey], out _));
        Assert.False(AcknowledgementToken.TryRead(withoutPurpose, [Key], out _));
        Assert.True(AcknowledgementToken.TryRead(Write(), [OtherKey, Key], out _));
    }

    [Fact]
    public async Task Key_is_changed_without_losing_pages_that_are_out()
    {
        await using var before = new Engine(configure: WithKeys(Key));
        await before.SignalAsync();
        var token = Token(before);

        await using var both = new Engine(configure: incidents => WithKeys(OtherKey, Key)(incidents.UseStore(before.Store)));
        await using var after = new Engine(configure: incidents => WithKeys(OtherKey)(incidents.UseStore(before.Store)));

        Assert.Equal("MMI2050", (await after.Incidents.AcknowledgeByTokenAsync(token)).Rejection?.Code);
        Assert.True((await both.Incidents.AcknowledgeByTokenAsync(token)).IsAccepted);
        Assert.Empty(await before.Store.ReadSubjectsAsync(SubjectKind.SigningKey, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Token_of_an_unknown_incident_is_refused()
    {
        await using var engine = new Engine(configure: WithKeys(Key));

        Assert.Equal("MMI2001", (await engine.Incidents.AcknowledgeByTokenAsync(AcknowledgementToken.Write(Incident, "aisyah", Later, Key.AsSpan())!)).Rejection?.Code);
    }

    [Fact]
    public async Task Clock_that_jumps_back_brings_a_token_back_and_one_that_jumps_ahead_ends_it()
    {
        await using var engine = new Engine(configure: WithKeys(Key));
        var incident = await engine.SignalAsync();
        engine.Time.SetUtcNow((Engine.Start + Duration.FromDays(2)).ToDateTimeOffset());
        Assert.Equal("MMI2051", (await engine.Incidents.AcknowledgeByTokenAsync(Token(engine))).Rejection?.Code);

        engine.Time.AdjustTime((Engine.Start - Duration.FromMinutes(10)).ToDateTimeOffset());

        Assert.True((await engine.Incidents.AcknowledgeByTokenAsync(Token(engine))).IsAccepted);
        Assert.True((await engine.Incidents.FindAsync(incident.Id))!.IsAcknowledged);
    }

    [Theory]
    [InlineData(MessageFormat.PlainText, "\nAcknowledge: https://ops.example/ack/TOKEN?a=1&b=2")]
    [InlineData(MessageFormat.Html, "<br>\nAcknowledge: <a href=\"https://ops.example/ack/TOKEN?a=1&amp;b=2\">https://ops.example/ack/TOKEN?a=1&amp;b=2</a>")]
    [InlineData(MessageFormat.Markdown, "\\\nAcknowledge\\: <https://ops.example/ack/TOKEN?a=1&b=2>")]
    public async Task Page_ends_in_a_line_with_the_link_in_the_form_of_its_channel(MessageFormat format, string end)
    {
        await using var engine = new Engine(configure: WithLink);
        engine.Sms.SaysFormat = () => format;
        await engine.SignalAsync();

        var page = engine.Sms.Messages.Single().Message;
        Assert.Equal($"https://ops.example/ack/{page.AcknowledgementToken}?a=1&b=2", page.AcknowledgementLink);
        Assert.EndsWith(end.Replace("TOKEN", page.AcknowledgementToken, StringComparison.Ordinal), page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_carries_neither_token_nor_link()
    {
        await using var engine = new Engine(configure: WithLink);
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new SendUpdate { By = Actor.Person("ben"), Audience = MessageAudience.Internal, Text = "we are on it" });
        await engine.Incidents.RunDueAsync();

        var update = engine.Sms.Messages.First(sent => sent.Message.Kind == MessageKind.Update).Message;
        Assert.Null(update.AcknowledgementToken);
        Assert.Null(update.AcknowledgementLink);
        Assert.DoesNotContain("ops.example", update.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://ops.example/ack/{token}", true)]
    [InlineData("http://localhost:5000/?t={token}&x=1", true)]
    [InlineData("https://ops.example/ack#{token}", true)]
    [InlineData("https://ops.example/ack/", false)]
    [InlineData("https://ops.example/{token}/{token}", false)]
    [InlineData("/ack/{token}", false)]
    [InlineData("ftp://ops.example/{token}", false)]
    [InlineData("javascript:alert('{token}')", false)]
    [InlineData("https://{token}.example/", false)]
    [InlineData("https://ops.example/ {token}", false)]
    [InlineData("https://ops.example/\"{token}", false)]
    [InlineData("https://ops.example/\n{token}", false)]
    public void Link_is_an_absolute_web_address_with_one_place_for_the_token(string pattern, bool isPattern) =>
        Assert.Equal(isPattern, AcknowledgementLinks.IsPattern(pattern));

    [Fact]
    public void Settings_that_cannot_be_are_named_and_no_secret_is_shown()
    {
        var options = new IncidentResponseOptions { AcknowledgementLink = "ops.example", AcknowledgementTokenLife = TimeSpan.Zero };
        options.AcknowledgementKeys.Add(Convert.ToBase64String(Key.AsSpan()));
        options.AcknowledgementKeys.Add("c2VjcmV0");

        var failures = new IncidentResponseOptionsValidator().Validate(name: null, options).Failures!.ToList();

        Assert.Equal(["MMI0020", "MMI0021", "MMI0022"], failures.Select(failure => failure[..7]));
        Assert.Contains("AcknowledgementKeys[1]", failures[0], StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", string.Concat(failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_of_the_store_shows_nothing_of_itself() =>
        Assert.DoesNotContain("c2VjcmV0", new SigningKey { Id = new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]), Secret = "c2VjcmV0" }.ToString(), StringComparison.Ordinal);

    private static AcknowledgementOffer Later => Offer with { ExpiresAt = Engine.Start + Duration.FromHours(1) };

    private static string Write() => AcknowledgementToken.Write(Incident, "aisyah", Offer, Key.AsSpan())!;

    private static string Token(Engine engine) => engine.Sms.Messages[0].Message.AcknowledgementToken!;

    private static void WithLink(IncidentResponseBuilder incidents) =>
        incidents.Configure(options => options.AcknowledgementLink = "https://ops.example/ack/{token}?a=1&b=2");

    private static Action<IncidentResponseBuilder> WithKeys(params ImmutableArray<byte>[] keys) => incidents => incidents.Configure(options =>
    {
        foreach (var key in keys)
        {
            options.AcknowledgementKeys.Add(Convert.ToBase64String(key.AsSpan()));
        }
    });
}
