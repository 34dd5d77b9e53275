namespace MediMate.Incidents.Markdown.Tests.Lint;

/// <summary>MMI1132: a rollback trigger that nothing can measure.</summary>
public sealed class UnmeasurableTriggerTests
{
    private const string Features = "## Features\n- Sign-in\n- Exams: service=exams\n\n";

    [Theory]
    [InlineData("Critical feature failure")]
    [InlineData("An important function stops working")]
    [InlineData("Users are unhappy")]
    [InlineData("Too many errors")]
    [InlineData("p95 latency above normal")]
    [InlineData("Error rate > [X]%")]
    [InlineData("Security risk")]
    public void A_trigger_without_comparison_category_or_feature_is_told(string trigger)
    {
        var finding = PlaybookAssert.Finds("MMI1132", Document(string.Empty, trigger));

        Assert.Equal((FindingLevel.Warning, 11, 3), (finding.Level, finding.Line, finding.Column));
        Assert.Contains($"\"{trigger}\"", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Error rate > 1%")]
    [InlineData("Errors exceed five per minute")]
    [InlineData("p95 latency above 500ms")]
    [InlineData("3 failed health checks or more")]
    [InlineData("The error rate doubles")]
    [InlineData("Security vulnerability detected")]
    [InlineData("Intrusions are found")]
    [InlineData("Data corruption")]
    public void A_trigger_with_a_comparison_or_a_category_is_measurable(string trigger) => Assert.Empty(Found(string.Empty, trigger));

    [Theory]
    [InlineData("Critical feature failure")]
    [InlineData("A key function is broken")]
    [InlineData("Nobody can use sign in")]
    [InlineData("Exams fail")]
    public void A_trigger_that_speaks_of_a_feature_is_measurable_where_features_are_named(string trigger)
    {
        Assert.Empty(Found(Features, trigger));
        Assert.Single(Found(string.Empty, trigger));
    }

    [Fact]
    public void Features_do_not_help_a_trigger_that_speaks_of_something_else() => Assert.Single(Found(Features, "Users are unhappy"));

    [Fact]
    public void Features_are_read_from_a_list_or_a_table_with_their_labels()
    {
        var list = PlaybookAssert.Reads(TestDocuments.With("## Critical Features\n- Sign-in\n- Exams: service=exams, team=web\n- Fast: very fast"));
        var table = PlaybookAssert.Reads(TestDocuments.With("## Features\n| Name | Labels |\n|---|---|\n| Sign-in | |\n| Exams | service=exams, team=web |\n| Fast: very fast | |"));

        Assert.Equal(
            ["Sign-in ", "Exams service=exams team=web", "Fast: very fast "],
            list.Features.Select(feature => $"{feature.Name} {string.Join(' ', feature.Labels.Select(label => $"{label.Name}={label.Value}"))}"));
        Assert.Equal(PlaybookJson.Write(list), PlaybookJson.Write(table));
    }

    private static string Document(string features, string trigger) => TestDocuments.With($"{features}## Rollback Triggers\n- {trigger}");

    private static IEnumerable<PlaybookFinding> Found(string features, string trigger) =>
        PlaybookMarkdown.Read(Document(features, trigger)).Findings.Where(finding => finding.Code == "MMI1132");
}
