namespace MediMate.Incidents;

/// <summary>A subject in a transaction: as it was loaded, and as the decisions so far have left it.</summary>
internal sealed class SubjectSlot(SubjectName name)
{
    public SubjectName Name { get; } = name;

    /// <summary>Gets its place in the order in which subjects were put in; those that are new come last.</summary>
    public long Number { get; init; } = long.MaxValue;

    /// <summary>Gets or sets the subject; <see langword="null"/> once it was removed.</summary>
    public StoredSubject? Subject { get; set; }

    /// <summary>Gets a value indicating whether it has a row.</summary>
    public bool IsStored { get; init; }

    /// <summary>Gets a value indicating whether nobody else can change it before the commit.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Gets or sets a value indicating whether its row goes: what is put in after that is new.</summary>
    public bool IsRowRemoved { get; set; }

    public bool IsChanged { get; set; }

    public long Version => Subject?.Version ?? 0;
}
