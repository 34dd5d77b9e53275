namespace MediMate.Incidents;

/// <summary>Names a subject that is no incident.</summary>
public sealed record SubjectName
{
    /// <summary>Gets the kind.</summary>
    /// <value>Not <see cref="SubjectKind.Incident"/>.</value>
    public required SubjectKind Kind { get; init; }

    /// <summary>Gets the id.</summary>
    /// <value>Unique within the kind.</value>
    public required Guid Id { get; init; }
}
