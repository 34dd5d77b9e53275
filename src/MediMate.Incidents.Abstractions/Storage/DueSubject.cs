namespace MediMate.Incidents;

/// <summary>Something that is due, as a claim gave it out.</summary>
public sealed record DueSubject
{
    /// <summary>Gets what it is.</summary>
    /// <value>A node leaves kinds that it does not know to others.</value>
    public required SubjectKind Kind { get; init; }

    /// <summary>Gets its id; for an incident, the value of its <see cref="IncidentId"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>Gets how often it was claimed since it last moved on, this time included.</summary>
    /// <value>One when all is well. It is kept beside the state: a crash in the middle counts, and a restart does not forget it.</value>
    public required int Attempts { get; init; }
}
