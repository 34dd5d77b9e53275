using NodaTime;

namespace MediMate.Incidents;

/// <summary>Something other than an incident that has a state, falls due, and changes in the commits of the store: a silence, a monitor, a tally.</summary>
/// <remarks>Immutable and safe for any number of threads.</remarks>
public abstract record StoredSubject
{
    private protected StoredSubject()
    {
    }

    /// <summary>Gets the id.</summary>
    /// <value>Unique within the kind.</value>
    public required Guid Id { get; init; }

    /// <summary>Gets how often it was committed.</summary>
    /// <value>Zero for one that was never committed.</value>
    public long Version { get; init; }

    /// <summary>Gets what it is.</summary>
    public abstract SubjectKind Kind { get; }

    /// <summary>Gets the next instant at which something is due.</summary>
    /// <value><see langword="null"/> when it is over, or nothing is due until somebody does something.</value>
    public abstract Instant? NextDueAt { get; }

    /// <summary>Gets the name by which a request loads it.</summary>
    public SubjectName Name => new() { Kind = Kind, Id = Id };
}
