using System.Text.Json;

namespace MediMate.Incidents.Testing;

/// <summary>Reads JSON objects strictly.</summary>
internal static class JsonObjects
{
    /// <summary>Lists the members of an object, each once; what is no object or says something twice is an error.</summary>
    public static List<JsonProperty> Members(JsonElement element, string path, ScriptErrors errors)
    {
        var members = new List<JsonProperty>();
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, "Write an object here.");
            return members;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (names.Add(member.Name))
            {
                members.Add(member);
            }
            else
            {
                errors.Add($"{path}.{member.Name}", "The field stands here twice.");
            }
        }

        return members;
    }

    /// <summary>Lists the elements of an array with their paths; what is no array is an error.</summary>
    public static IEnumerable<(JsonElement Element, string Path)> Elements(JsonElement element, string path, ScriptErrors errors)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            errors.Add(path, "Write a list here.");
            return [];
        }

        return element.EnumerateArray().Select((item, index) => (item, $"{path}[{index}]"));
    }

    /// <summary>Reads a text; another value is an error.</summary>
    public static string? Text(JsonElement element, string path, ScriptErrors errors)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return element.GetString();
        }

        errors.Add(path, "Write a text here.");
        return null;
    }
}
