using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MediMate.Incidents.Testing.Tests.Scripts;

/// <summary>Writes the JSON schema of scripts from the words that the parser knows.</summary>
internal static class ScriptSchema
{
    private const int LineWidth = 140;

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write() => Format(Schema(), string.Empty) + "\n";

    private static JsonObject Schema() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "Incident script",
        ["description"] = "People, steps in virtual time, and what must come of them. Run by: medimate-incidents simulate PLAYBOOK --script FILE",
        ["type"] = "object",
        ["required"] = Strings(["start", "people", "steps", "expect"]),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["$schema"] = new JsonObject { ["type"] = "string" },
            ["start"] = new JsonObject { ["type"] = "string", ["format"] = "date-time", ["description"] = "When the script starts, with its offset." },
            ["people"] = new JsonObject { ["type"] = "array", ["items"] = Person() },
            ["steps"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["oneOf"] = Array(CommandWords.All.Select(Command)) } },
            ["until"] = Reference("instant"),
            ["expect"] = new JsonObject
            {
                ["type"] = "array",
                ["minItems"] = 1,
                ["items"] = new JsonObject { ["oneOf"] = Array(EventWords.All.Select(Event)) },
            },
        },
        ["$defs"] = Definitions(),
    };

    /// <summary>Puts on one line what fits there.</summary>
    private static string Format(JsonNode? node, string indent)
    {
        var inline = node?.ToJsonString(Options) ?? "null";
        if (indent.Length + inline.Length <= LineWidth)
        {
            return inline;
        }

        var deeper = indent + "  ";
        return node switch
        {
            JsonObject members => Lines("{", members.Select(member => $"\"{member.Key}\": {Format(member.Value, deeper)}"), "}"),
            JsonArray items => Lines("[", items.Select(item => Format(item, deeper)), "]"),
            _ => inline,
        };

        string Lines(string open, IEnumerable<string> parts, string close) =>
            $"{open}\n{string.Join(",\n", parts.Select(part => deeper + part))}\n{indent}{close}";
    }

    private static JsonObject Person() => new()
    {
        ["type"] = "object",
        ["required"] = Strings(["id"]),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["id"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 },
            ["roles"] = Texts("Roles and contacts of the playbook that the person holds."),
            ["channels"] = Texts("Channels on which the person is reached, the first one first."),
            ["language"] = Text("The language that the person reads, a tag such as ms; the templates' default texts without it."),
        },
    };

    private static JsonObject Command(CommandWord command)
    {
        var properties = new JsonObject { ["do"] = new JsonObject { ["const"] = command.Name }, ["at"] = Reference("instant") };
        foreach (var field in command.Fields)
        {
            properties[field.Name] = Value(field);
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = Strings(["do", "at", .. command.Fields.Where(field => field.IsRequired).Select(field => field.Name)]),
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }

    private static JsonObject Event(EventWord word)
    {
        var properties = new JsonObject { ["event"] = new JsonObject { ["const"] = word.Name } };
        foreach (var field in word.AllFields.Where(field => field.Name != "event"))
        {
            properties[field.Name] = new JsonObject { ["anyOf"] = new JsonArray(Value(field), new JsonObject { ["type"] = "null" }) };
        }

        properties["count"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["description"] = "How many lines must fit; at least one without it." };
        properties["after"] = Reference("instant");
        properties["before"] = Reference("instant");
        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = Strings(["event"]),
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }

    private static JsonObject Value(FieldWord field) => field.Kind switch
    {
        FieldKind.Word => new JsonObject { ["enum"] = Strings(field.Choices) },
        FieldKind.Flag => new JsonObject { ["type"] = "boolean" },
        FieldKind.Number => new JsonObject { ["type"] = "number" },
        FieldKind.Count => new JsonObject { ["type"] = "integer", ["minimum"] = 1 },
        FieldKind.TextOrNumber => new JsonObject { ["type"] = Strings(["string", "number"]) },
        FieldKind.Texts => Texts(description: null),
        FieldKind.Text => new JsonObject { ["type"] = "string" },
        _ => Reference(char.ToLowerInvariant(field.Kind.ToString()[0]) + field.Kind.ToString()[1..]),
    };

    private static JsonObject Definitions() => new()
    {
        ["instant"] = Text("A duration from the start, such as PT12M30S, or an instant with its offset."),
        ["duration"] = Text("An ISO 8601 duration, such as PT12M30S or P1D."),
        ["labels"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" } },
        ["person"] = Text("The id of a person of this script."),
        ["persons"] = Texts("Ids of persons of this script."),
        ["actor"] = Text("The id of a person of this script, or \"system\"."),
        ["recipient"] = Text("A person of this script, \"users\", or a role of the playbook that nobody holds."),
        ["incident"] = Text("A name given by \"as\", or a reference such as INC-1."),
        ["newIncident"] = Text("The name of the incident that this step declares."),
        ["silence"] = Text("A silence: a name given by \"as\"."),
        ["newSilence"] = Text("The name of the silence that this step begins."),
        ["monitor"] = Text("A heartbeat of the playbook."),
        ["channel"] = Text("A channel of the people or of the playbook's ladders."),
        ["clock"] = Text("A clock: response or resolution."),
        ["level"] = Text("A level of the playbook."),
        ["item"] = Text("The id of a checklist item of the playbook."),
        ["textsOrNone"] = new JsonObject { ["anyOf"] = new JsonArray(Texts(description: null), new JsonObject { ["const"] = "none" }) },
        ["schedule"] = new JsonObject
        {
            ["description"] = "Who holds the role from now on; \"fails\" when asking fails.",
            ["anyOf"] = new JsonArray(Reference("persons"), new JsonObject { ["const"] = "fails" }),
        },
        ["body"] = new JsonObject
        {
            ["description"] = "A webhook body of Alertmanager, version 4, or the path of a file that holds one, relative to this script.",
            ["type"] = Strings(["object", "string"]),
        },
        ["refusal"] = new JsonObject
        {
            ["description"] = "The engine must refuse the step: with this code, or with any.",
            ["anyOf"] = new JsonArray(new JsonObject { ["const"] = true }, new JsonObject { ["type"] = "string" }),
        },
    };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject Texts(string? description)
    {
        var texts = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } };
        if (description is not null)
        {
            texts["description"] = description;
        }

        return texts;
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private static JsonArray Strings(IEnumerable<string> texts) => Array(texts.Select(text => (JsonNode)text));

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => [.. nodes];
}
