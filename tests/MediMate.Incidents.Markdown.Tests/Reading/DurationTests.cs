using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace MediMate.Incidents.Markdown.Tests.Reading;

/// <summary>Durations as people write them.</summary>
public sealed class DurationTests
{
    [Theory]
    [InlineData("15 minutes", 900)]
    [InlineData("1 hour", 3_600)]
    [InlineData("90 s", 90)]
    [InlineData("1 h 30 min", 5_400)]
    [InlineData("1h30m", 5_400)]
    [InlineData("1.5 h", 5_400)]
    [InlineData("1 hour and 30 minutes", 5_400)]
    [InlineData("1 hour, 30 minutes", 5_400)]
    [InlineData("2 days", 172_800)]
    [InlineData("1 week", 604_800)]
    [InlineData("15 min.", 900)]
    [InlineData("15\u00A0minutes", 900)]
    [InlineData("**15** Minutes", 900)]
    [InlineData("PT15M", 900)]
    [InlineData("P1DT1H", 90_000)]
    public void A_duration_is_read_in_words(string text, int seconds)
    {
        var playbook = PlaybookAssert.Reads(WithResponse(text));

        Assert.Equal(Duration.FromSeconds(seconds), playbook.Levels[0].ResponseTime);
    }

    [Theory]
    [InlineData("15 minuts", "the unit \"minuts\" is not known")]
    [InlineData("15", "the unit is missing")]
    [InlineData("-15 minutes", "a time cannot be negative")]
    [InlineData("0 min", "it must be more than zero")]
    [InlineData("+0", "it must be more than zero")]
    [InlineData("soon", "a number is expected before each unit")]
    [InlineData("1.2.3 h", "a number is expected before each unit")]
    [InlineData("1,5 h", "the unit is missing")]
    [InlineData("5 min 5 min", "the unit \"min\" stands twice")]
    [InlineData("99999999999999999999 h", "it is too long")]
    [InlineData("99999999999999999999999999999999999999 h", "a number is expected before each unit")]
    [InlineData("40000 days", "it is too long")]
    [InlineData("P15", "it is no ISO 8601 duration")]
    [InlineData("P1M", "years and months differ in length")]
    [InlineData("PT-5M", "a time cannot be negative")]
    [InlineData("PT999999999999999999H", "it is too long")]
    public void A_bad_duration_is_refused_with_its_place_and_examples(string text, string reason)
    {
        var finding = PlaybookAssert.Finds("MMI1112", WithResponse(text));

        Assert.Equal(FindingLevel.Error, finding.Level);
        Assert.Equal((5, 8), (finding.Line, finding.Column));
        Assert.Equal($"The response time of \"P0\" is \"{text}\": {reason}.", finding.Message);
        Assert.Equal("Write for instance \"15 minutes\", \"1 h 30 min\", \"2 days\" or \"PT15M\".", finding.Remedy);
    }

    [Fact]
    public void A_written_duration_is_read_back()
    {
        var durations = Gen.Choose(0, int.MaxValue).SelectMany(high => Gen.Choose(0, int.MaxValue).Select(low => Duration.FromNanoseconds((high * 700L) + low + 1)));
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Arb.From(durations), duration =>
        {
            var playbook = PlaybookAssert.Reads(TestDocuments.Levels);
            PlaybookAssert.RoundTrips(playbook with { Levels = [playbook.Levels[0] with { ResponseTime = duration }] });
        }));
    }

    private static string WithResponse(string text) => $"""
        # Test
        ## Severity Levels
        | Level | Response Time |
        |---|---|
        | P0 | {text} |
        """;
}
