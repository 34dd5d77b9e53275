namespace MediMate.Incidents;

/// <summary>Adds a note, in any phase.</summary>
public sealed record AddNote : IncidentCommand
{
    /// <summary>Gets the note.</summary>
    /// <value>Not blank.</value>
    public required string Text { get; init; }
}
