namespace MediMate.Incidents;

/// <summary>A message template with placeholders in brackets.</summary>
/// <remarks>
/// <c>[name]</c> is a placeholder, compared by words, ignoring case. <c>P[X]</c> is the level. A choice of phase words such as
/// <c>[Investigation/Containment/Resolution]</c> is the present phase. <c>\[</c> is a literal bracket.
/// </remarks>
public sealed record MessageTemplate
{
    /// <summary>Gets the template's name, as its heading says it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets whom the message is for.</summary>
    public required MessageAudience Audience { get; init; }

    /// <summary>Gets the text; lines end in a line feed.</summary>
    public required string Text { get; init; }
}
