namespace MediMate.Incidents;

/// <summary>A label with the value that it must have.</summary>
public sealed record LabelMatch
{
    /// <summary>Gets the label's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the value, compared ignoring case.</summary>
    public required string Value { get; init; }

    internal bool Fits(Label label) =>
        string.Equals(label.Name, Name, StringComparison.OrdinalIgnoreCase) && string.Equals(label.Value, Value, StringComparison.OrdinalIgnoreCase);
}
