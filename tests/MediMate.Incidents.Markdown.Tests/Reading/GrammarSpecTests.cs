using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MediMate.Incidents.Markdown.Tests.Reading;

/// <summary>Runs the specifications of the playbook file: each example is a test case.</summary>
public sealed class GrammarSpecTests
{
    private static readonly string[] Kinds = ["prelude", "playbook", "document", "facts", "findings"];

    private static readonly IReadOnlyList<SpecFile> Files = SpecFile.ReadAll("MediMate.Incidents.Markdown.Tests", Kinds);

    private static readonly ImmutableDictionary<string, (SpecFile File, SpecExample Example)> ByName = Files
        .SelectMany(file => file.Examples.Select(example => (file, example)))
        .ToImmutableDictionary(entry => entry.example.Name, StringComparer.Ordinal);

    public static TheoryData<string> Examples => [.. Files.SelectMany(file => file.Examples).Select(example => example.Name)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_holds(string name)
    {
        var (file, example) = ByName[name];
        var prelude = example.Find("document") is null ? string.Concat(file.Prelude.Select(block => block.Text + "\n\n")) : string.Empty;
        var markdown = prelude + (example.Find("document") ?? example.Get("playbook")).Text;
        var reading = PlaybookMarkdown.Read(markdown + "\n");

        var before = prelude.Count(letter => letter == '\n');
        Assert.Equal(
            example.Find("findings")?.Lines ?? [],
            reading.Findings.Select(finding => FormattableString.Invariant($"{finding.Level.ToString().ToLowerInvariant()} {finding.Code} {finding.Line - before}:{finding.Column}")));

        if (example.Find("facts") is { } facts)
        {
            var model = JsonNode.Parse(Encoding.UTF8.GetString(PlaybookJson.Write(Assert.IsType<Playbook>(reading.Playbook))));
            Assert.NotEmpty(facts.Lines);
            Assert.All(facts.Lines, line => Holds(model, line));
            PlaybookAssert.RoundTrips(reading.Playbook);
        }
        else
        {
            Assert.NotNull(example.Find("findings"));
        }
    }

    [Fact]
    public void Specifications_are_as_many_as_they_should_be() => Assert.True(ByName.Count >= 40, $"{ByName.Count} examples");

    [Theory]
    [InlineData("""a[0].b: 1""", true)]
    [InlineData("""a[*].b: [1,2]""", true)]
    [InlineData("""a[*].b: [2,1]""", false)]
    [InlineData("""c: null""", true)]
    [InlineData("""a[1].b: 1""", false)]
    public void Fact_is_compared_with_the_model(string line, bool holds)
    {
        var model = JsonNode.Parse("""{ "a": [ { "b": 1 }, { "b": 2 } ], "c": null }""");

        if (holds)
        {
            Holds(model, line);
        }
        else
        {
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Holds(model, line));
        }
    }

    [Theory]
    [InlineData("x: 1")]
    [InlineData("a[0].x: null")]
    [InlineData("a: ")]
    [InlineData("a")]
    public void Fact_about_what_the_model_does_not_have_is_a_mistake(string line) =>
        Assert.Throws<FormatException>(() => Holds(JsonNode.Parse("""{ "a": [ { "b": 1 } ] }"""), line));

    /// <summary>Checks a line such as <c>levels[*].name: ["P0", "P1"]</c> against the canonical form.</summary>
    private static void Holds(JsonNode? model, string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        try
        {
            var expected = JsonNode.Parse(line[(colon + 2)..]);
            var actual = Find(model, line[..colon].Split('.'));
            Assert.True(JsonNode.DeepEquals(expected, actual), $"{line}\nis {actual?.ToJsonString() ?? "null"}");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new FormatException($"\"{line}\" is no fact.", exception);
        }
    }

    private static JsonNode? Find(JsonNode? node, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            return node;
        }

        var parts = path[0].TrimEnd(']').Split('[');
        if (node is not JsonObject owner || !owner.TryGetPropertyValue(parts[0], out var value))
        {
            throw new FormatException($"The model has no \"{parts[0]}\".");
        }

        if (parts.Length == 1)
        {
            return Find(value, path[1..]);
        }

        var items = value!.AsArray();
        if (parts[1] != "*")
        {
            return Find(items[int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)], path[1..]);
        }

        var all = new JsonArray();
        foreach (var item in items)
        {
            all.Add(Find(item, path[1..])?.DeepClone());
        }

        return all;
    }
}
