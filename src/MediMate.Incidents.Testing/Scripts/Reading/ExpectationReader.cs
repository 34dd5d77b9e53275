using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>Reads the expectations of a script.</summary>
internal sealed class ExpectationReader(FieldReader fields, ScriptErrors errors)
{
    private const string Event = "event";

    /// <summary>Reads an expectation.</summary>
    /// <returns>The expectation, or <see langword="null"/> after an error.</returns>
    public Expectation? Read(JsonElement element, string path)
    {
        var members = JsonObjects.Members(element, path, errors);
        if (Word(members, path) is not { } word)
        {
            return null;
        }

        var known = word.AllFields.Concat(EventWord.OfExpectation).ToList();
        var expected = ImmutableArray.CreateBuilder<ExpectedField>();
        foreach (var member in members)
        {
            var memberPath = $"{path}.{member.Name}";
            if (known.Find(field => field.Name == member.Name) is not { } field)
            {
                errors.Add(memberPath, $"{word.Name} has no field \"{member.Name}\". Known: {string.Join(", ", known.Select(other => other.Name))}.");
            }
            else if (member.Value.ValueKind == JsonValueKind.Null)
            {
                expected.Add(new ExpectedField(field.Name, field.Kind, Value: null));
            }
            else if (fields.Read(field, member.Value, memberPath) is { } value)
            {
                expected.Add(new ExpectedField(field.Name, field.Kind, value));
            }
        }

        return Make(path, element.GetRawText(), expected.ToImmutable());
    }

    private EventWord? Word(List<JsonProperty> members, string path)
    {
        var member = members.Find(member => member.NameEquals(Event));
        if (member.Value.ValueKind == JsonValueKind.Undefined)
        {
            errors.Add(path, "The expectation lacks \"event\", the event.");
            return null;
        }

        if (JsonObjects.Text(member.Value, $"{path}.{Event}", errors) is not { } name)
        {
            return null;
        }

        if (EventWords.Find(name) is { } word)
        {
            return word;
        }

        errors.Add($"{path}.{Event}", $"There is no event \"{name}\". Known: {string.Join(", ", EventWords.All.Select(known => known.Name))}.");
        return null;
    }

    private Expectation Make(string path, string json, ImmutableArray<ExpectedField> expected)
    {
        var count = Control("count") as decimal?;
        if (count is < 0 || (count is { } number && number != decimal.Truncate(number)))
        {
            errors.Add($"{path}.count", "Write a whole number from 0 on.");
        }

        return new Expectation
        {
            Path = path,
            Json = json,
            Fields = [.. expected.Where(field => EventWord.OfExpectation.All(control => control.Name != field.Name))],
            After = Control("after") as Instant?,
            Before = Control("before") as Instant?,
            Count = (int?)count,
        };

        object? Control(string name) => expected.FirstOrDefault(field => field.Name == name)?.Value;
    }
}
