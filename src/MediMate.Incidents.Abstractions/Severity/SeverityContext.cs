using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What a severity policy may judge by.</summary>
public sealed record SeverityContext
{
    /// <summary>Gets what was noticed, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets the labels, sorted by name.</summary>
    public ImmutableArray<Label> Labels { get; init; } = [];

    /// <summary>Gets where the signal came from.</summary>
    public SignalSource Source { get; init; }

    /// <summary>Gets what is affected, where somebody has just described it.</summary>
    public Impact? Impact { get; init; }

    /// <summary>Gets the names of the playbook's levels, the most severe first.</summary>
    public required ImmutableArray<string> Levels { get; init; }

    /// <summary>Finds the value of a label.</summary>
    /// <param name="name">The label's name, compared ignoring case.</param>
    /// <returns>The value, or <see langword="null"/>.</returns>
    public string? Label(string name)
    {
        foreach (var label in Labels)
        {
            if (string.Equals(label.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return label.Value;
            }
        }

        return null;
    }
}
