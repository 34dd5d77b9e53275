namespace MediMate.Incidents;

/// <summary>How one subject that is no incident changes in a commit.</summary>
public sealed record SubjectChange
{
    /// <summary>Gets the version that was loaded.</summary>
    /// <value>Zero for a new subject.</value>
    public required long ExpectedVersion { get; init; }

    /// <summary>Gets the subject after the change.</summary>
    /// <value>Its version is one more than <see cref="ExpectedVersion"/>.</value>
    public required StoredSubject After { get; init; }

    /// <summary>Gets a value indicating whether the subject is no longer needed: the store forgets it.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Makes the change from a subject that was loaded to what it becomes.</summary>
    /// <param name="before">The subject as it was loaded; <see langword="null"/> for a new one.</param>
    /// <param name="after">What it becomes. Its version is set here.</param>
    /// <returns>The change.</returns>
    public static SubjectChange Of(StoredSubject? before, StoredSubject after)
    {
        ArgumentNullException.ThrowIfNull(after);
        var version = before?.Version ?? 0;
        return new SubjectChange { ExpectedVersion = version, After = after with { Version = version + 1 } };
    }

    /// <summary>Makes the change that removes a subject.</summary>
    /// <param name="before">The subject as it was loaded.</param>
    /// <returns>The change.</returns>
    public static SubjectChange Remove(StoredSubject before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return Of(before, before) with { IsRemoved = true };
    }
}
