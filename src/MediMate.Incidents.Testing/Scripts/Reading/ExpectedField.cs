namespace MediMate.Incidents.Testing;

/// <summary>A field that a line must have, with its value.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Value">The value as <see cref="LineField"/> has it; null where the line must not have the field.</param>
internal sealed record ExpectedField(string Name, FieldKind Kind, object? Value);
