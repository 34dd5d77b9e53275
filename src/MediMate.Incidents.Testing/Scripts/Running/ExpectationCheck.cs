using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MediMate.Incidents.Testing;

/// <summary>Holds the expectations of a script against what happened.</summary>
internal sealed class ExpectationCheck(ImmutableArray<OutputLine> lines, LineFormat format)
{
    private const int LinesToShow = 3;

    private readonly Dictionary<string, string> _references = lines
        .Where(line => line.Find("reference") is string)
        .ToDictionary(line => line.Incident!, line => (string)line.Find("reference")!, StringComparer.Ordinal);

    /// <summary>Tells what does not hold.</summary>
    /// <returns>The failure, or <see langword="null"/>.</returns>
    public FailedExpectation? Check(Expectation expectation)
    {
        var fitting = lines.Where(line => IsInTime(expectation, line) && Differing(expectation, line).IsEmpty).ToList();
        if (expectation.Count is { } count ? fitting.Count == count : fitting.Count > 0)
        {
            return null;
        }

        var message = new StringBuilder();
        message.Append(CultureInfo.InvariantCulture, $"{Complaint(expectation, fitting.Count)} {Flat(expectation.Json)}");
        foreach (var line in fitting.Take(LinesToShow))
        {
            message.Append(CultureInfo.InvariantCulture, $"\n  fits: {line}");
        }

        if (fitting.Count < (expectation.Count ?? 1))
        {
            foreach (var line in Nearest(expectation, fitting))
            {
                message.Append(CultureInfo.InvariantCulture, $"\n  near: {line}\n        differs in {Differences(expectation, line)}");
            }
        }

        return new FailedExpectation { Path = expectation.Path, Message = message.ToString() };
    }

    private static string Complaint(Expectation expectation, int fitting) => expectation.Count switch
    {
        null => "No line fits",
        0 => string.Create(CultureInfo.InvariantCulture, $"{Lines(fitting)}, where there must be none:"),
        { } count => string.Create(CultureInfo.InvariantCulture, $"{Lines(fitting)}, where there must be {count}:"),
    };

    private static string Lines(int count) => count switch
    {
        0 => "No line fits",
        1 => "1 line fits",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} lines fit"),
    };

    private static bool IsInTime(Expectation expectation, OutputLine line) =>
        (expectation.After is not { } after || line.At > after) && (expectation.Before is not { } before || line.At < before);

    private static string Flat(string json) => string.Join(' ', json.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Lines of the same event first, then those with the fewest differences, then the earlier ones.</summary>
    private IEnumerable<OutputLine> Nearest(Expectation expectation, List<OutputLine> fitting) => lines
        .Where(line => !fitting.Contains(line) && line.Event == (string?)expectation.Fields.First(field => field.Name == "event").Value)
        .OrderBy(line => Differing(expectation, line).Length + (IsInTime(expectation, line) ? 0 : 1))
        .Take(LinesToShow);

    private string Differences(Expectation expectation, OutputLine line)
    {
        var differing = Differing(expectation, line)
            .Select(field => $"{field.Name}: {line[field.Name] ?? "absent"}, not {(field.Value is null ? "absent" : line.Text(field.Value))}")
            .ToList();
        if (!IsInTime(expectation, line))
        {
            differing.Add($"at: {format.Write(line.At)} is not within \"after\" and \"before\"");
        }

        return string.Join("; ", differing);
    }

    private ImmutableArray<ExpectedField> Differing(Expectation expectation, OutputLine line) =>
        [.. expectation.Fields.Where(field => !AreEqual(field, line.Find(field.Name)))];

    private bool AreEqual(ExpectedField field, object? actual) => (field.Value, actual) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (ImmutableArray<string> expected, ImmutableArray<string> texts) => expected.AsSpan().SequenceEqual(texts.AsSpan()),
        (ImmutableArray<Label> expected, ImmutableArray<Label> labels) => expected.AsSpan().SequenceEqual(labels.AsSpan()),
        (string expected, string text) when field.Kind == FieldKind.Incident => Reference(expected) == Reference(text),
        (string expected, string text) when field.Kind == FieldKind.Channel => string.Equals(expected, text, StringComparison.OrdinalIgnoreCase),
        _ => field.Value.Equals(actual),
    };

    /// <summary>An incident has a name in the script and a reference; either will do.</summary>
    private string Reference(string incident) => _references.GetValueOrDefault(incident, incident);
}
