using System.Collections.Immutable;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>A column that a table may have, with other names for it.</summary>
internal sealed record Column(string Name, bool IsNeeded, params string[] Synonyms)
{
    private readonly ImmutableArray<string> _words = [.. Synonyms.Prepend(Name).Select(HeadingWords.Of)];

    /// <summary>Tells whether a header names the column.</summary>
    /// <param name="header">The header, as <see cref="HeadingWords.Of"/> gives it.</param>
    public bool IsNamed(string header) => _words.Contains(header);
}
