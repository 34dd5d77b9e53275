using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Runs the specifications of templates: each example is a test case.</summary>
public sealed class TemplateSpecTests
{
    private static readonly string[] Kinds = ["template", "values", "text", "html", "markdown", "refused", "findings"];

    private static readonly ImmutableDictionary<string, SpecExample> ByName = SpecFile.ReadAll("MediMate.Incidents.Tests", Kinds)
        .SelectMany(file => file.Examples)
        .ToImmutableDictionary(example => example.Name, StringComparer.Ordinal);

    public static TheoryData<string> Examples => [.. ByName.Values.OrderBy(example => example.File, StringComparer.Ordinal).ThenBy(example => example.Number).Select(example => example.Name)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_holds(string name)
    {
        var example = ByName[name];
        var playbook = TestPlaybooks.WithChecklists with { Templates = [.. example.Blocks.Where(block => block.Kind == "template").Select(Template)] };
        Assert.NotEmpty(playbook.Templates);

        var findings = PlaybookValidator.Validate(playbook);
        Assert.Equal(Lines(example, "findings"), findings.Select(finding => $"{finding.Level.ToString().ToLowerInvariant()} {finding.Code}: {finding.Message}"));
        if (findings.Any(finding => finding.Level == FindingLevel.Error))
        {
            return;
        }

        var rendering = new SpecRendering(CompiledPlaybook.Compile(playbook), example);
        Assert.Equal(Lines(example, "refused"), rendering.Unfit);
        string[] forms = ["text", "html", "markdown"];
        Assert.Contains(example.Blocks, block => forms.Append("refused").Append("findings").Contains(block.Kind));
        foreach (var block in example.Blocks.Where(block => forms.Contains(block.Kind)))
        {
            Assert.Empty(rendering.Unfit);
            Assert.Equal(block.Text, rendering.Body(block.Kind switch
            {
                "html" => MessageFormat.Html,
                "markdown" => MessageFormat.Markdown,
                _ => MessageFormat.PlainText,
            }));
        }
    }

    [Fact]
    public void Specifications_are_as_many_as_they_should_be() => Assert.True(ByName.Count >= 40, $"{ByName.Count} examples");

    [Theory]
    [InlineData("there is an example", "# Nothing\n\nbut prose")]
    [InlineData("the next example has the number 1", "### 2. Late\n```template\nx\n```\n```text\nx\n```")]
    [InlineData("the next example has the number 2", "### 1. One\n```template\nx\n```\n```text\nx\n```\n### 3. Three")]
    [InlineData("an example has a heading", "### One\n```template\nx\n```")]
    [InlineData("this fence is closed", "### 1. One\n```template\nx")]
    [InlineData("a block is one of: template, values", "### 1. One\n```csharp\nx\n```")]
    [InlineData("each example has what is given and what comes of it", "### 1. One\n```template\nx\n```")]
    [InlineData("each example has what is given and what comes of it", "### 1. One\n```template\nx\n```\n## Other\n```text\nx\n```")]
    public void Specification_that_nobody_could_follow_is_refused(string rule, string text)
    {
        var refused = Assert.Throws<FormatException>(() => SpecFile.Parse("broken.md", text, Kinds));

        Assert.Contains(rule, refused.Message, StringComparison.Ordinal);
    }

    private static MessageTemplate Template(SpecBlock block)
    {
        var audience = block.Arguments.Count > 0 ? Enum.Parse<MessageAudience>(block.Arguments[0], ignoreCase: true) : MessageAudience.Internal;
        return new MessageTemplate
        {
            Name = audience.ToString(),
            Audience = audience,
            Language = block.Arguments.Count > 1 ? block.Arguments[1] : null,
            Text = block.Text,
        };
    }

    private static IEnumerable<string> Lines(SpecExample example, string kind) => example.Find(kind)?.Lines ?? [];

    /// <summary>What comes of an example's templates with its values.</summary>
    private sealed class SpecRendering
    {
        private static readonly string[] Names = ["summary", "impact", "level", "phase", "reference", "acknowledged", "text", "reader", "remark"];

        private readonly CompiledPlaybook _playbook;
        private readonly Incident _incident;
        private readonly OutboxMessage _message;

        public SpecRendering(CompiledPlaybook playbook, SpecExample example)
        {
            var values = (example.Find("values")?.Lines ?? []).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => Unquote(pair[1]), StringComparer.Ordinal);
            Assert.Empty(values.Keys.Except(Names));
            var isForUsers = playbook.UserNotification is not null;
            _playbook = playbook;
            _incident = new Incident
            {
                Id = new IncidentId(Guid.Empty),
                Reference = values.GetValueOrDefault("reference", "INC-1"),
                Version = 1,
                UpdatedAt = Engine.Start,
                PlaybookHash = playbook.Hash,
                Summary = values.GetValueOrDefault("summary", "Complete app down"),
                OccurredAt = Engine.Start,
                DeclaredAt = Engine.Start,
                PhaseChangedAt = Engine.Start,
                CycleStartedAt = Engine.Start,
                CycleRecordedAt = Engine.Start,
                Severity = new SeverityAssessment { Level = values.GetValueOrDefault("level", "P0"), IsConfirmed = true, DecidedBy = Actor.System, Reason = "an example" },
                Phase = Enum.Parse<IncidentPhase>(values.GetValueOrDefault("phase", nameof(IncidentPhase.Detected))),
                Impact = values.TryGetValue("impact", out var impact) ? new Impact { Text = impact } : null,
                Acknowledgement = values.ContainsKey("acknowledged") ? new Acknowledgement { By = "aisyah", At = Engine.Start, Cycle = 1 } : null,
            };
            _message = new OutboxMessage
            {
                Key = "INC-1/1/ben/sms",
                IncidentId = _incident.Id,
                Reference = _incident.Reference,
                Cause = 1,
                QueuedAt = Engine.Start,
                NotBefore = Engine.Start,
                Kind = isForUsers ? MessageKind.Update : MessageKind.Page,
                Audience = isForUsers ? MessageAudience.External : MessageAudience.Responders,
                Text = values.GetValueOrDefault(isForUsers ? "text" : "remark"),
                To = "ben",
                Channel = "sms",
                ReaderLanguage = values.GetValueOrDefault("reader"),
            };
            Unfit = isForUsers ? MessageRenderer.Unfit(playbook, _incident, _message) : [];
        }

        public ImmutableArray<string> Unfit { get; }

        public string Body(MessageFormat format) => MessageRenderer.Render(_playbook, _playbook, _incident, _message, format).Body;

        /// <summary>A value in quotation marks may have \n, \u202E and so on: for characters that would not be seen.</summary>
        private static string Unquote(string value) => value.StartsWith('"') ? Regex.Unescape(value[1..^1]) : value;
    }
}
