using System.Text.Json;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>Reads the steps of a script.</summary>
internal sealed class StepReader(FieldReader fields, Instant start, ScriptErrors errors)
{
    private const string Do = "do";
    private const string At = "at";
    private const string As = "as";

    /// <summary>Reads a step; one that is repeated is several.</summary>
    public IEnumerable<ScriptStep> Read(JsonElement element, string path)
    {
        var members = JsonObjects.Members(element, path, errors);
        if (Command(members, path) is not { } command)
        {
            return [];
        }

        var values = Values(members, command, path);
        return values is null ? [] : Repeat(command, values, path);
    }

    private CommandWord? Command(List<JsonProperty> members, string path)
    {
        var member = members.Find(member => member.NameEquals(Do));
        if (member.Value.ValueKind == JsonValueKind.Undefined)
        {
            errors.Add(path, "The step lacks \"do\", the command.");
            return null;
        }

        if (JsonObjects.Text(member.Value, $"{path}.{Do}", errors) is not { } word)
        {
            return null;
        }

        if (CommandWords.Find(word) is { } command)
        {
            return command;
        }

        errors.Add($"{path}.{Do}", $"There is no command \"{word}\". Known: {string.Join(", ", CommandWords.All.Select(known => known.Name))}.");
        return null;
    }

    private Dictionary<string, object>? Values(List<JsonProperty> members, CommandWord command, string path)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        var isRead = true;
        foreach (var member in members)
        {
            var memberPath = $"{path}.{member.Name}";
            if (command.Find(member.Name) is not { } field)
            {
                var known = command.Fields.Concat(CommandWord.Common).Select(other => other.Name);
                errors.Add(memberPath, $"{command.Name} has no field \"{member.Name}\". Known: {string.Join(", ", known)}.");
                isRead = false;
            }
            else if (fields.Read(field, member.Value, memberPath) is { } value)
            {
                values.Add(member.Name, value);
            }
            else
            {
                isRead = false;
            }
        }

        foreach (var field in command.Fields.Concat(CommandWord.Common).Where(field => field.IsRequired && members.TrueForAll(member => !member.NameEquals(field.Name))))
        {
            errors.Add(path, $"{command.Name} lacks \"{field.Name}\".");
            isRead = false;
        }

        return isRead && CheckValues(command, values, path) ? values : null;
    }

    private bool CheckValues(CommandWord command, Dictionary<string, object> values, string path)
    {
        if ((Instant)values[At] < start)
        {
            errors.Add($"{path}.{At}", "The step is before the start.");
            return false;
        }

        if (values.ContainsKey(SignalWords.Every) && !values.ContainsKey(SignalWords.Times))
        {
            errors.Add($"{path}.{SignalWords.Every}", $"\"{SignalWords.Every}\" goes with \"{SignalWords.Times}\".");
            return false;
        }

        if (values.TryGetValue("userImpact", out var impact) && string.IsNullOrWhiteSpace((string)impact))
        {
            errors.Add($"{path}.userImpact", "Write \"none\", \"told\", or what users noticed.");
            return false;
        }

        return command.Find("by") is not { IsRequired: true } || values.ContainsKey("by");
    }

    private static IEnumerable<ScriptStep> Repeat(CommandWord command, Dictionary<string, object> values, string path)
    {
        var times = values.TryGetValue(SignalWords.Times, out var count) ? (int)count : 1;
        var every = values.TryGetValue(SignalWords.Every, out var distance) ? (Duration)distance : Duration.Zero;
        var refused = values.GetValueOrDefault("refused");
        var first = new ScriptStep
        {
            Path = path,
            At = (Instant)values[At],
            Command = command,
            Values = new StepValues(values),
            As = values.GetValueOrDefault(As) as string,
            IsRefused = refused is not null,
            RefusalCode = refused as string,
        };

        // The name is for the incident that the first of them declares.
        return Enumerable.Range(0, times).Select(i => first with { At = first.At + (every * i), As = i == 0 ? first.As : null });
    }
}
