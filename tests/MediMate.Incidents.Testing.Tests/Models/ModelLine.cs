using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>A line that the model expects: the event, when, and those of its fields that follow from the rules.</summary>
internal sealed record ModelLine(string Event, Instant At, Instant OccurredAt, IReadOnlyList<(string Name, object? Value)> Fields)
{
    public object? Field(string name) => Fields.FirstOrDefault(field => field.Name == name).Value;

    public override string ToString() => string.Join(
        ' ',
        [Event, .. Fields.Select(field => $"{field.Name}={Show(field.Value)}"), OccurredAt == At ? $"at {Show(At)}" : $"at {Show(At)} of {Show(OccurredAt)}"]);

    private static string Show(object? value) => value switch
    {
        null => "-",
        Instant instant => InstantPattern.ExtendedIso.Format(instant),
        string[] texts => $"[{string.Join(", ", texts)}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
