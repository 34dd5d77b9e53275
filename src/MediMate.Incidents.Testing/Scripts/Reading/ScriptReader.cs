using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>Reads a script strictly: whatever is wrong with it, all at once.</summary>
internal sealed class ScriptReader
{
    /// <summary>Says to an editor what form the file has.</summary>
    private const string Schema = "$schema";

    private static readonly ImmutableArray<string> Members = [Schema, "start", "people", "steps", "until", "expect"];

    private readonly ScriptErrors _errors = new();
    private readonly ScriptNames _names = new();
    private readonly string _folder;

    private ScriptReader(string folder)
    {
        _folder = folder;
    }

    public static ScriptReading Read(ReadOnlyMemory<byte> json, string folder)
    {
        var reader = new ScriptReader(folder);
        try
        {
            // A byte order mark is no part of the JSON.
            var content = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
            using var document = JsonDocument.Parse(content);
            return reader.Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            reader._errors.Add("$", $"The script is no JSON: {exception.Message}");
            return new ScriptReading { Errors = reader._errors.All };
        }
    }

    private ScriptReading Read(JsonElement root)
    {
        var members = JsonObjects.Members(root, "$", _errors);
        foreach (var unknown in members.Where(member => !Members.Contains(member.Name)))
        {
            _errors.Add($"$.{unknown.Name}", $"A script has no field \"{unknown.Name}\". Known: {string.Join(", ", Members)}.");
        }

        var start = Start(Member("start"));
        var people = People(Member("people"));
        var format = new LineFormat(start.ToInstant(), start.Offset);
        var fields = new FieldReader(format, _names, _folder, _errors);
        FindNames(Member("steps"));
        var steps = Steps(Member("steps"), new StepReader(fields, format.Start, _errors));
        var expectations = Expectations(Member("expect"), new ExpectationReader(fields, _errors));
        var until = Until(Member("until"), fields, steps);
        if (!_errors.IsEmpty)
        {
            return new ScriptReading { Errors = _errors.All };
        }

        var script = new IncidentScript(steps, expectations, [.. _names.Uses])
        {
            Start = start,
            Until = until ?? (steps.IsEmpty ? format.Start : steps[^1].At),
            People = people,
        };
        return new ScriptReading { Script = script };

        JsonElement Member(string name) => members.Find(member => member.Name == name) is { Value.ValueKind: not JsonValueKind.Undefined } found
            ? found.Value
            : default;
    }

    private OffsetDateTime Start(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Undefined)
        {
            _errors.Add("$", "The script lacks \"start\", the instant at which it starts.");
        }
        else if (JsonObjects.Text(element, "$.start", _errors) is { } text)
        {
            if (!LineFormat.TryReadOffsetDateTime(text, out var start) || EngineClock.Cut(start.ToInstant()) != start.ToInstant())
            {
                _errors.Add("$.start", $"\"{text}\" is no instant with its offset, such as 2026-03-02T03:00:00+08:00, no finer than a microsecond.");
            }

            return start;
        }

        return default;
    }

    private ImmutableArray<HarnessPerson> People(JsonElement element)
    {
        var people = ImmutableArray.CreateBuilder<HarnessPerson>();
        if (element.ValueKind == JsonValueKind.Undefined)
        {
            _errors.Add("$", "The script lacks \"people\", a list that may be empty.");
            return [];
        }

        foreach (var (item, path) in JsonObjects.Elements(element, "$.people", _errors))
        {
            people.Add(Person(item, path));
        }

        return people.ToImmutable();
    }

    private HarnessPerson Person(JsonElement element, string path)
    {
        var person = new HarnessPerson { Id = string.Empty };
        foreach (var member in JsonObjects.Members(element, path, _errors))
        {
            var memberPath = $"{path}.{member.Name}";
            switch (member.Name)
            {
                case "id":
                    person = person with { Id = JsonObjects.Text(member.Value, memberPath, _errors) ?? string.Empty };
                    break;
                case "roles":
                    person = person with { Roles = Texts(member.Value, memberPath) };
                    break;
                case "channels":
                    person = person with { Channels = Texts(member.Value, memberPath) };
                    break;
                case "language":
                    person = person with { Language = JsonObjects.Text(member.Value, memberPath, _errors) };
                    break;
                default:
                    _errors.Add(memberPath, $"A person has no field \"{member.Name}\". Known: id, roles, channels, language.");
                    break;
            }
        }

        if (string.IsNullOrWhiteSpace(person.Id) || person.Id == Actor.System.Id)
        {
            _errors.Add(path, $"A person has an \"id\", and it is not \"{Actor.System.Id}\".");
        }
        else if (!_names.AddPerson(person.Id))
        {
            _errors.Add($"{path}.id", $"There is a person \"{person.Id}\" already.");
        }

        return person;
    }

    private ImmutableArray<string> Texts(JsonElement element, string path) =>
        [.. JsonObjects.Elements(element, path, _errors).Select(item => JsonObjects.Text(item.Element, item.Path, _errors)).OfType<string>()];

    /// <summary>Names may be used before the step that gives them stands in the file.</summary>
    private void FindNames(JsonElement steps)
    {
        if (steps.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var (step, path) in JsonObjects.Elements(steps, "$.steps", _errors))
        {
            if (step.ValueKind != JsonValueKind.Object || !step.TryGetProperty("as", out var name) || name.ValueKind != JsonValueKind.String)
            {
                continue;
            }

            var given = name.GetString()!;
            if (string.IsNullOrWhiteSpace(given) || ScriptNames.IsReference(given))
            {
                _errors.Add($"{path}.as", "A name is not blank and not a reference such as INC-1.");
            }
            else if (!(IsSilence(step) ? _names.AddSilence(given) : _names.AddIncident(given)))
            {
                _errors.Add($"{path}.as", $"An earlier step gives the name \"{given}\" already.");
            }
        }
    }

    private static bool IsSilence(JsonElement step) =>
        step.TryGetProperty("do", out var word) && word.ValueKind == JsonValueKind.String && word.ValueEquals(SilenceWords.Silence);

    private ImmutableArray<ScriptStep> Steps(JsonElement element, StepReader reader)
    {
        if (element.ValueKind == JsonValueKind.Undefined)
        {
            _errors.Add("$", "The script lacks \"steps\", a list.");
            return [];
        }

        // At one instant the steps are taken in the order of the file: the sort is stable.
        ImmutableArray<ScriptStep> steps =
            [.. JsonObjects.Elements(element, "$.steps", _errors).SelectMany(item => reader.Read(item.Element, item.Path)).OrderBy(step => step.At)];
        CheckEngine(steps);
        return steps;
    }

    /// <summary>While the engine is stopped there is nobody to take a command.</summary>
    private void CheckEngine(ImmutableArray<ScriptStep> steps)
    {
        var isStopped = false;
        foreach (var step in steps)
        {
            if ((step.Command.Name == SceneWords.StartEngine) != isStopped)
            {
                _errors.Add(step.Path, isStopped ? "The engine is stopped then; only startEngine can follow." : "The engine is not stopped then.");
            }

            isStopped = step.Command.Name switch
            {
                SceneWords.StopEngine => true,
                SceneWords.StartEngine => false,
                _ => isStopped,
            };
        }
    }

    private ImmutableArray<Expectation> Expectations(JsonElement element, ExpectationReader reader)
    {
        if (element.ValueKind == JsonValueKind.Undefined || (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 0))
        {
            _errors.Add("$.expect", "A script that expects nothing shows nothing: list at least one line.");
            return [];
        }

        return [.. JsonObjects.Elements(element, "$.expect", _errors).Select(item => reader.Read(item.Element, item.Path)).OfType<Expectation>()];
    }

    private Instant? Until(JsonElement element, FieldReader fields, ImmutableArray<ScriptStep> steps)
    {
        const string Path = "$.until";
        if (element.ValueKind == JsonValueKind.Undefined || fields.Read(new FieldWord("until", FieldKind.Instant), element, Path) is not Instant until)
        {
            return null;
        }

        // Repetitions may run on beyond the end, but a step that never comes is a mistake.
        foreach (var step in steps.DistinctBy(step => step.Path).Where(step => step.At > until))
        {
            _errors.Add(Path, $"{step.Path} comes after the end.");
        }

        return until;
    }
}
