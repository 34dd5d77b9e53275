namespace MediMate.Incidents;

/// <summary>A playbook, in front of the first incident that needs it.</summary>
internal sealed record ArchivedPlaybook
{
    public required string Hash { get; init; }

    /// <summary>Gets its canonical form: JSON as a text, so that the exact bytes come back.</summary>
    public required string Body { get; init; }
}
