namespace MediMate.Incidents;

/// <summary>Somebody wrote a note.</summary>
public sealed record NoteAdded : IncidentEvent
{
    /// <summary>Gets the note.</summary>
    public required string Text { get; init; }
}
