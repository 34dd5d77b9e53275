using System.Text;
using FsCheck.Xunit;
using NodaTime;

namespace MediMate.Incidents.Tests.Notifications.Webhooks;

/// <summary>Signing and verifying.</summary>
public sealed class StandardWebhookTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string OtherSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"test\": 2432232314}");
    private static readonly Instant SentAt = Instant.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void Signature_is_the_one_that_other_libraries_make() =>
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", StandardWebhook.Sign(Id, SentAt, Body, [Secret]));

    [Theory]
    [InlineData(-301, WebhookVerdict.Expired)]
    [InlineData(-300, WebhookVerdict.Genuine)]
    [InlineData(0, WebhookVerdict.Genuine)]
    [InlineData(300, WebhookVerdict.Genuine)]
    [InlineData(301, WebhookVerdict.Expired)]
    public void Request_counts_for_five_minutes_either_way(int seconds, WebhookVerdict verdict) =>
        Assert.Equal(verdict, Verify(now: SentAt + Duration.FromSeconds(seconds)));

    [Fact]
    public void Tolerance_is_the_receivers() =>
        Assert.Equal(WebhookVerdict.Expired, StandardWebhook.Verify(Headers(), Body, [Secret], SentAt + Duration.FromSeconds(2), Duration.FromSeconds(1)));

    [Fact]
    public void Any_of_several_secrets_and_signatures_counts()
    {
        Assert.Equal(WebhookVerdict.Genuine, StandardWebhook.Verify(Headers(), Body, [OtherSecret, Secret], SentAt));
        Assert.Equal(WebhookVerdict.Genuine, Verify(signature: $"v1a,AAAA v1,%%% {StandardWebhook.Sign(Id, SentAt, Body, [OtherSecret, Secret])}"));
        Assert.Equal(WebhookVerdict.Forged, StandardWebhook.Verify(Headers(), Body, [OtherSecret], SentAt));
    }

    [Property]
    public void Body_with_one_byte_changed_is_forged(int place, byte value)
    {
        var body = Body.ToArray();
        var at = (place & int.MaxValue) % body.Length;
        body[at] = value;

        Assert.Equal(value == Body[at] ? WebhookVerdict.Genuine : WebhookVerdict.Forged, StandardWebhook.Verify(Headers(), body, [Secret], SentAt));
    }

    [Fact]
    public void Other_id_time_or_signature_is_forged()
    {
        Assert.Equal(WebhookVerdict.Forged, Verify(id: Id + "x"));
        Assert.Equal(WebhookVerdict.Forged, Verify(timestamp: "1614265331"));
        Assert.Equal(WebhookVerdict.Forged, Verify(signature: "v1,AAAA"));
        Assert.Equal(WebhookVerdict.Forged, Verify(signature: StandardWebhook.Sign(Id, SentAt, Body, [Secret])[3..]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 1614265330")]
    [InlineData("+1614265330")]
    [InlineData("-1")]
    [InlineData("1614265330.0")]
    [InlineData("99999999999999999999")]
    [InlineData("1614265330\r\n")]
    public void Time_that_is_not_digits_alone_is_malformed(string? timestamp) => Assert.Equal(
        WebhookVerdict.Malformed,
        StandardWebhook.Verify(name => name == StandardWebhook.TimestampHeader ? timestamp : Headers()(name), Body, [Secret], SentAt));

    [Theory]
    [InlineData(StandardWebhook.IdHeader)]
    [InlineData(StandardWebhook.SignatureHeader)]
    public void Missing_header_is_malformed(string missing) => Assert.Equal(
        WebhookVerdict.Malformed, StandardWebhook.Verify(name => name == missing ? null : Headers()(name), Body, [Secret], SentAt));

    [Theory]
    [InlineData(StandardWebhook.IdHeader, WebhookVerdict.Malformed)]
    [InlineData(StandardWebhook.TimestampHeader, WebhookVerdict.Malformed)]
    [InlineData(StandardWebhook.SignatureHeader, WebhookVerdict.Malformed)]
    public void Empty_header_is_malformed(string empty, WebhookVerdict verdict) => Assert.Equal(
        verdict, StandardWebhook.Verify(name => name == empty ? string.Empty : Headers()(name), Body, [Secret], SentAt));

    [Theory]
    [InlineData(" ")]
    [InlineData(",")]
    [InlineData("v1")]
    [InlineData("v1,")]
    [InlineData("v2,{0}")]
    [InlineData("V1,{0}")]
    [InlineData("v1a,{0}")]
    [InlineData("v1{0}")]
    [InlineData("v1, {0}")]
    [InlineData("v1,{0}=")]
    [InlineData("v1,{0};v1,{0}")]
    [InlineData("v1,{0},v1,{0}")]
    public void Signature_in_another_form_or_of_another_version_is_forged(string form) => Assert.Equal(
        WebhookVerdict.Forged,
        Verify(signature: form.Replace("{0}", StandardWebhook.Sign(Id, SentAt, Body, [Secret])["v1,".Length..], StringComparison.Ordinal)));

    [Fact]
    public void Signature_that_was_cut_off_is_forged()
    {
        var signature = StandardWebhook.Sign(Id, SentAt, Body, [Secret]);

        Assert.All(Enumerable.Range(1, signature.Length - 1), length => Assert.Equal(WebhookVerdict.Forged, Verify(signature: signature[..length])));
    }

    [Fact]
    public void Body_that_is_longer_shorter_or_empty_is_forged()
    {
        Assert.Equal(WebhookVerdict.Forged, StandardWebhook.Verify(Headers(), [.. Body, 0], [Secret], SentAt));
        Assert.Equal(WebhookVerdict.Forged, StandardWebhook.Verify(Headers(), Body.AsSpan(..^1), [Secret], SentAt));
        Assert.Equal(WebhookVerdict.Forged, StandardWebhook.Verify(Headers(), [], [Secret], SentAt));
    }

    [Fact]
    public void Id_and_time_cannot_be_moved_into_each_other_or_into_the_body()
    {
        // "id.time.body" is signed: the same bytes, cut elsewhere.
        var signature = StandardWebhook.Sign("a", SentAt, Encoding.UTF8.GetBytes("1.x"), [Secret]);

        Assert.Equal(WebhookVerdict.Malformed, StandardWebhook.Verify(Headers("a." + StandardWebhook.TimestampOf(SentAt), "1", signature), Encoding.UTF8.GetBytes("x"), [Secret], Instant.FromUnixTimeSeconds(1)));
    }

    [Fact]
    public void Replay_is_genuine_within_the_tolerance_under_the_same_id_and_expired_after()
    {
        // What came once comes again unchanged: only its id tells, which is the receiver's to remember.
        Assert.Equal(WebhookVerdict.Genuine, Verify());
        Assert.Equal(WebhookVerdict.Genuine, Verify(now: SentAt + Duration.FromMinutes(4)));
        Assert.Equal(WebhookVerdict.Expired, Verify(now: SentAt + Duration.FromDays(1)));
        Assert.Equal(WebhookVerdict.Forged, Verify(timestamp: StandardWebhook.TimestampOf(SentAt + Duration.FromDays(1)), signature: StandardWebhook.Sign(Id, SentAt, Body, [Secret]), now: SentAt + Duration.FromDays(1)));
    }

    [Fact]
    public void A_megabyte_of_signatures_is_not_looked_through()
    {
        var many = string.Concat(Enumerable.Repeat("v1,AAAA ", 125_000));

        Assert.Equal(WebhookVerdict.Forged, Verify(signature: many + StandardWebhook.Sign(Id, SentAt, Body, [Secret])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64!")]
    public void Secret_that_is_none_is_misuse(string secret)
    {
        Assert.Throws<ArgumentException>(() => StandardWebhook.Verify(Headers(), Body, [secret], SentAt));
        Assert.Throws<ArgumentException>(() => StandardWebhook.Sign(Id, SentAt, Body, [secret]));
    }

    [Fact]
    public void No_secret_and_an_id_with_a_full_stop_are_misuse()
    {
        Assert.Throws<ArgumentException>(() => StandardWebhook.Verify(Headers(), Body, [], SentAt));
        Assert.Throws<ArgumentException>(() => StandardWebhook.Sign("a.b", SentAt, Body, [Secret]));
    }

    private static WebhookVerdict Verify(string id = Id, string timestamp = "1614265330", string? signature = null, Instant? now = null) =>
        StandardWebhook.Verify(Headers(id, timestamp, signature), Body, [Secret], now ?? SentAt);

    private static Func<string, string?> Headers(string id = Id, string timestamp = "1614265330", string? signature = null) => name => name switch
    {
        StandardWebhook.IdHeader => id,
        StandardWebhook.TimestampHeader => timestamp,
        _ => signature ?? StandardWebhook.Sign(Id, SentAt, Body, [Secret]),
    };
}
