using System.Text.Json;

namespace MediMate.Incidents.Testing.Tests.Scripts;

/// <summary>The words of scripts: the published schema, the parser and the engine know the same ones.</summary>
public sealed class VocabularyTests
{
    /// <summary>Set to write the schema anew instead of checking it.</summary>
    private const string WriteSchema = "MEDIMATE_WRITE_SCHEMA";

    private static readonly string SchemaPath = Repository.PathOf("docs", "schemas", "incident-script.schema.json");

    /// <summary>Events that need code of a host, which no script has.</summary>
    private static readonly string[] OfHostsOnly = [nameof(EscalationRuleFailed)];

    [Fact]
    public void Published_schema_is_what_the_parser_reads()
    {
        if (Environment.GetEnvironmentVariable(WriteSchema) is not null)
        {
            File.WriteAllText(SchemaPath, ScriptSchema.Write());
        }

        Assert.Equal(ScriptSchema.Write(), File.ReadAllText(SchemaPath));
    }

    [Fact]
    public void Schema_and_parser_know_the_same_commands_and_events()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(SchemaPath));
        var properties = schema.RootElement.GetProperty("properties");

        Assert.Equal(CommandWords.All.Select(word => word.Name), Constants(properties.GetProperty("steps"), "do"));
        Assert.Equal(EventWords.All.Select(word => word.Name), Constants(properties.GetProperty("expect"), "event"));
    }

    [Fact]
    public void Every_event_of_the_engine_can_be_expected()
    {
        Assert.Equal(EventJson.Names, EventWords.All.Where(word => word.IsOnTimeline).Select(word => word.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_command_of_the_engine_can_be_given()
    {
        var commands = typeof(IncidentCommand).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(IncidentCommand)) && !type.IsAbstract)
            .Select(type => CommandNames.Word(type.Name));

        Assert.Empty(commands.Except(CommandWords.All.Select(word => word.Name), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lines_have_no_fields_but_those_that_can_be_expected()
    {
        foreach (var script in ScriptFiles.Sound())
        {
            var path = ScriptFiles.PathOf(script);
            var result = await ScriptRunner.RunAsync(Playbooks.For(path), (await IncidentScript.ReadFileAsync(path)).Script!);
            foreach (var line in result.Lines)
            {
                var known = EventWords.Find(line.Event)!.AllFields.Select(field => field.Name);
                Assert.Empty(line.Fields.Select(field => field.Name).Except(known, StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public async Task Scripts_show_every_command_and_every_event()
    {
        var commands = new HashSet<string>(StringComparer.Ordinal);
        var events = new HashSet<string>(StringComparer.Ordinal);
        foreach (var script in ScriptFiles.Sound())
        {
            var path = ScriptFiles.PathOf(script);
            var reading = await IncidentScript.ReadFileAsync(path);
            commands.UnionWith(reading.Script!.Steps.Select(step => step.Command.Name));
            events.UnionWith((await ScriptRunner.RunAsync(Playbooks.For(path), reading.Script)).Lines.Select(line => line.Event));
        }

        Assert.Empty(CommandWords.All.Select(word => word.Name).Except(commands, StringComparer.Ordinal));
        Assert.Empty(EventWords.All.Select(word => word.Name).Except(events, StringComparer.Ordinal).Except(OfHostsOnly, StringComparer.Ordinal));
    }

    private static IEnumerable<string> Constants(JsonElement list, string member) => list.GetProperty("items").GetProperty("oneOf").EnumerateArray()
        .Select(entry => entry.GetProperty("properties").GetProperty(member).GetProperty("const").GetString()!);
}
