namespace MediMate.Incidents;

/// <summary>An item of the present phase's checklist.</summary>
public sealed record ItemExplanation
{
    /// <summary>Gets the id by which commands name it.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the text.</summary>
    public required string Text { get; init; }

    /// <summary>Gets a value indicating whether the phase cannot be left forward while it is open.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>Gets a value indicating whether it is still open.</summary>
    public required bool IsOpen { get; init; }
}
