namespace MediMate.Incidents;

/// <summary>A message template with placeholders in brackets.</summary>
/// <remarks>
/// <c>[name]</c> is a placeholder, compared by words, ignoring case. <c>P[X]</c> is the level. A choice of phase words such as
/// <c>[Investigation/Containment/Resolution]</c> is the present phase. <c>\[</c> is a literal bracket. Templates of one name and audience are one
/// template in several languages.
/// </remarks>
public sealed record MessageTemplate
{
    /// <summary>Gets the template's name, as its heading says it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets whom the message is for.</summary>
    public required MessageAudience Audience { get; init; }

    /// <summary>Gets the language of the text.</summary>
    /// <value>A tag (BCP 47) such as <c>ms</c>; <see langword="null"/> for the default text, which all get for whom there is no other.</value>
    public string? Language { get; init; }

    /// <summary>Gets the text; lines end in a line feed.</summary>
    public required string Text { get; init; }
}
