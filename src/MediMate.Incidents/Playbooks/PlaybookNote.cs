namespace MediMate.Incidents;

/// <summary>A section of the playbook that the engine keeps but does not run.</summary>
public sealed record PlaybookNote
{
    /// <summary>Gets the section's heading.</summary>
    public required string Title { get; init; }

    /// <summary>Gets its text in Markdown; lines end in a line feed.</summary>
    public required string Text { get; init; }
}
