namespace MediMate.Incidents;

/// <summary>A subject that is no incident.</summary>
internal sealed record ArchivedSubject
{
    public required int Kind { get; init; }

    public required Guid Id { get; init; }

    public required long Version { get; init; }

    /// <summary>Gets when it is due next, in microseconds.</summary>
    public long? NextDue { get; init; }

    /// <summary>Gets the subject: JSON as a text.</summary>
    public required string Body { get; init; }
}
