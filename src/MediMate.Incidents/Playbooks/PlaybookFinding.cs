namespace MediMate.Incidents;

/// <summary>Something that a reader of the playbook should know: an error that stops it, or a warning.</summary>
/// <remarks>The codes <c>MMI1001</c> and up are listed in the documentation; a code never changes its meaning.</remarks>
public sealed record PlaybookFinding
{
    /// <summary>Gets the stable code.</summary>
    /// <value><c>MMI1001</c> and up.</value>
    public required string Code { get; init; }

    /// <summary>Gets how bad it is.</summary>
    public required FindingLevel Level { get; init; }

    /// <summary>Gets the file, if the playbook came from one.</summary>
    public string? File { get; init; }

    /// <summary>Gets the line.</summary>
    /// <value>Counted from one; <see langword="null"/> when the playbook did not come from a file.</value>
    public int? Line { get; init; }

    /// <summary>Gets the column.</summary>
    /// <value>Counted from one; <see langword="null"/> when the playbook did not come from a file.</value>
    public int? Column { get; init; }

    /// <summary>Gets what is wrong, with the value in question.</summary>
    public required string Message { get; init; }

    /// <summary>Gets what to write instead.</summary>
    public required string Remedy { get; init; }

    /// <summary>Returns the finding as one line: place, level, code, what is wrong, what to do.</summary>
    /// <returns>The line.</returns>
    public override string ToString()
    {
        var place = Line is { } line ? $"{File ?? "playbook"}({line},{Column ?? 1}): " : File is { } file ? $"{file}: " : string.Empty;
#pragma warning disable CA1308 // Words for people: compilers write levels in lower case.
        return $"{place}{Level.ToString().ToLowerInvariant()} {Code}: {Message} {Remedy}";
#pragma warning restore CA1308
    }
}
