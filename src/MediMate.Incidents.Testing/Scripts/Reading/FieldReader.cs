using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace MediMate.Incidents.Testing;

/// <summary>Reads the values of fields of steps and expectations.</summary>
internal sealed class FieldReader(LineFormat format, ScriptNames names, string folder, ScriptErrors errors)
{
    private static readonly string[] BuiltInPolicies = [ExamplesPolicy.Name, LabelsPolicy.Name, ImpactPolicy.Name];

    private const string Fails = "fails";
    private const string None = "none";

    /// <summary>Reads a value.</summary>
    /// <returns>The value, or <see langword="null"/> after an error.</returns>
    public object? Read(FieldWord field, JsonElement value, string path) => field.Kind switch
    {
        FieldKind.Text => JsonObjects.Text(value, path, errors),
        FieldKind.TextOrNumber => value.ValueKind == JsonValueKind.Number ? value.GetRawText() : JsonObjects.Text(value, path, errors),
        FieldKind.Texts => Texts(value, path),
        FieldKind.TextsOrNone => value.ValueKind == JsonValueKind.String ? Exactly(None, value, path) : Texts(value, path),
        FieldKind.Flag => Flag(value, path),
        FieldKind.Number => Number(value, path),
        FieldKind.Count => Count(value, path),
        FieldKind.Instant => Instant(value, path),
        FieldKind.Duration => Duration(value, path),
        FieldKind.Labels => Labels(value, path),
        FieldKind.Word => Word(field, value, path),
        FieldKind.Person => Known(value, path, names.HasPerson, "person", names.People),
        FieldKind.Persons => Persons(value, path),
        FieldKind.Decider => Known(
            value,
            path,
            name => names.HasPerson(name) || name == Actor.System.Id || BuiltInPolicies.Contains(name),
            "person or policy",
            [.. names.People, Actor.System.Id, .. BuiltInPolicies]),
        FieldKind.Actor => Known(value, path, name => names.HasPerson(name) || name == Actor.System.Id, "person", [.. names.People, Actor.System.Id]),
        FieldKind.Incident => Known(value, path, names.HasIncident, "incident", names.Incidents),
        FieldKind.Silence => Known(value, path, names.HasSilence, "silence", names.Silences),
        FieldKind.Schedule => value.ValueKind == JsonValueKind.String ? Exactly(Fails, value, path) : Persons(value, path),
        FieldKind.Body => Body(value, path),
        FieldKind.Refusal => value.ValueKind == JsonValueKind.True ? true : JsonObjects.Text(value, path, errors),
        _ => OfPlaybook(field.Kind, value, path),
    };

    private object? Flag(JsonElement value, string path)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        return Wrong(path, "Write true or false.");
    }

    private object? Number(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : Wrong(path, "Write a number.");

    private object? Count(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0
            ? number
            : Wrong(path, "Write a whole number from 1 on.");

    private object? Instant(JsonElement value, string path)
    {
        if (JsonObjects.Text(value, path, errors) is not { } text)
        {
            return null;
        }

        if (!format.TryReadInstant(text, out var instant))
        {
            return Wrong(path, $"\"{text}\" is neither a duration from the start, such as PT12M30S, nor an instant, such as {format.Write(format.Start)}.");
        }

        return EngineClock.Cut(instant) == instant ? instant : Wrong(path, $"\"{text}\" is finer than a microsecond.");
    }

    private object? Duration(JsonElement value, string path)
    {
        if (JsonObjects.Text(value, path, errors) is not { } text)
        {
            return null;
        }

        return LineFormat.TryReadDuration(text, out var duration) && duration >= NodaTime.Duration.Zero
            ? duration
            : Wrong(path, $"\"{text}\" is no duration such as PT12M30S or P1D; months and years have no fixed length.");
    }

    private ImmutableArray<string>? Texts(JsonElement value, string path) =>
        List(value, path, (item, itemPath) => JsonObjects.Text(item, itemPath, errors));

    private ImmutableArray<string>? Persons(JsonElement value, string path) =>
        List(value, path, (item, itemPath) => Known(item, itemPath, names.HasPerson, "person", names.People));

    private ImmutableArray<string>? List(JsonElement value, string path, Func<JsonElement, string, string?> read)
    {
        var texts = JsonObjects.Elements(value, path, errors).Select(item => read(item.Element, item.Path)).ToList();
        return value.ValueKind == JsonValueKind.Array && !texts.Contains(item: null) ? [.. texts.OfType<string>()] : null;
    }

    private ImmutableArray<Label> Labels(JsonElement value, string path) => Label.From(
        JsonObjects.Members(value, path, errors)
            .Select(member => KeyValuePair.Create(member.Name, JsonObjects.Text(member.Value, $"{path}.{member.Name}", errors) ?? string.Empty)));

    private object? Word(FieldWord field, JsonElement value, string path)
    {
        if (JsonObjects.Text(value, path, errors) is not { } text)
        {
            return null;
        }

        return field.Choices.FirstOrDefault(choice => string.Equals(choice, text, StringComparison.OrdinalIgnoreCase))
            ?? Wrong(path, $"\"{text}\" is none of: {string.Join(", ", field.Choices)}.");
    }

    private string? Known(JsonElement value, string path, Func<string, bool> isKnown, string what, IEnumerable<string> known)
    {
        if (JsonObjects.Text(value, path, errors) is not { } text)
        {
            return null;
        }

        if (isKnown(text))
        {
            return text;
        }

        errors.Add(path, $"There is no {what} \"{text}\" in this script. Known: {string.Join(", ", known)}.");
        return null;
    }

    private object? Exactly(string word, JsonElement value, string path) =>
        value.GetString() == word ? word : Wrong(path, $"Write a list, or the word \"{word}\".");

    /// <summary>What only the playbook knows is noted here, and checked when the script runs.</summary>
    private string? OfPlaybook(FieldKind kind, JsonElement value, string path)
    {
        if (JsonObjects.Text(value, path, errors) is not { } text)
        {
            return null;
        }

        if (kind is FieldKind.NewIncident or FieldKind.NewSilence)
        {
            return text;
        }

        names.Uses.Add(new NameUse(path, kind, text));
        return text;
    }

    private object? Body(JsonElement value, string path)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => AlertmanagerWebhook.Parse(Encoding.UTF8.GetBytes(value.GetRawText())),
                JsonValueKind.String => AlertmanagerWebhook.Parse(File.ReadAllBytes(Path.Combine(folder, value.GetString()!))),
                _ => Wrong(path, "Write the webhook's body as an object, or the path of a file that holds it."),
            };
        }
        catch (AlertmanagerFormatException exception)
        {
            return Wrong(path, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Wrong(path, $"The file cannot be read: {exception.Message}");
        }
    }

    private object? Wrong(string path, string message)
    {
        errors.Add(path, message);
        return null;
    }
}
