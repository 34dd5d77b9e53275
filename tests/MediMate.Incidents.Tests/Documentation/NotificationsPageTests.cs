namespace MediMate.Incidents.Tests.Documentation;

/// <summary>What the page about notifications says of placeholders is what the engine does.</summary>
public sealed class NotificationsPageTests
{
    private const string LevelAsAWhole = "`P[X]`";
    private const string AnyChoice = "a choice of phase words";

    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf("docs", "features", "notifications.md"));

    /// <summary>The rows of the table of placeholders: names, and what is read where nothing is known, by responders and by users.</summary>
    public static TheoryData<string, string, string> Rows
    {
        get
        {
            var rows = Lines.SkipWhile(line => !line.StartsWith("| Placeholder |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));
            return [.. rows.Select(cells => (cells[0], cells[2].Trim('"'), cells[3]))];
        }
    }

    [Fact]
    public void Table_names_every_placeholder_and_no_other()
    {
        var named = Rows.SelectMany(row => Names(row.Data.Item1)).ToList();

        Assert.Equal(TemplateValues.Known.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Names_in_one_row_stand_for_one_value_with_one_fallback(string names, string notKnown, string forUsers)
    {
        var values = Names(names).Select(name => TemplateValues.Read(name).Value).Distinct();
        Assert.Single(values);

        Assert.All(Names(names), name =>
        {
            var internalText = CompiledPlaybook.Compile(With(MessageAudience.Internal, name)).PageText!.In(language: null)!;
            var text = internalText.Render(MessageValues.ForResponders(CompiledPlaybook.Compile(TestPlaybooks.Example), Incident, withNextSteps: true));
            Assert.Equal(notKnown.Length > 0, text is MessageValues.NotAssessed or MessageValues.FirstAction);
            Assert.True(notKnown.Length == 0 || text == notKnown, text);

            var isError = PlaybookValidator.Validate(With(MessageAudience.External, name)).Any(finding => finding.Level == FindingLevel.Error);
            Assert.Equal(forUsers.Contains("an error when the playbook is loaded", StringComparison.Ordinal), isError);
            var isRefused = !isError && !MessageRenderer.Unfit(CompiledPlaybook.Compile(With(MessageAudience.External, name)), Incident, "words").IsEmpty;
            Assert.Equal(forUsers.Contains("refused", StringComparison.Ordinal), isRefused);
        });
    }

    /// <summary>Gets an incident of which nothing is known yet.</summary>
    private static Incident Incident { get; } = Incidents.Incident.Start(new IncidentDeclared
    {
        IncidentId = new IncidentId(Guid.Empty),
        Reference = "INC-1",
        PlaybookHash = "x",
        Source = SignalSource.Monitoring,
        Summary = "Complete app down",
        Severity = new SeverityAssessment { Level = "P0", IsConfirmed = false, DecidedBy = Actor.System, Reason = "an example" },
        Lifecycle = Incidents.Lifecycle.Full,
    });

    private static IEnumerable<string> Names(string cell) => cell.Split(", ").Except([LevelAsAWhole, AnyChoice]);

    private static Playbook With(MessageAudience audience, string placeholder) =>
        TestPlaybooks.Example with { Templates = [new MessageTemplate { Name = "x", Audience = audience, Text = $"[{placeholder}]" }] };
}
