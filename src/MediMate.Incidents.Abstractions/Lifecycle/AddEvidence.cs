namespace MediMate.Incidents;

/// <summary>Records where evidence is kept, in any phase, after the end too.</summary>
/// <remarks>The engine keeps no files: it keeps where they are, and by what they can be known again.</remarks>
public sealed record AddEvidence : IncidentCommand
{
    /// <summary>Gets what kind of evidence it is.</summary>
    /// <value>Not blank, at most 200 characters; for instance <c>screenshot</c> or <c>log</c>.</value>
    public required string Kind { get; init; }

    /// <summary>Gets where it is kept.</summary>
    /// <value>At most 2 000 characters; a blank one counts as none. A link or a content hash is needed.</value>
    public string? Link { get; init; }

    /// <summary>Gets the hash of its content, by which a later change shows.</summary>
    /// <value>The algorithm and the digest in hexadecimal digits, for instance <c>sha256:9f86d0…</c>; a blank one counts as none.</value>
    public string? ContentHash { get; init; }

    /// <summary>Gets a note.</summary>
    /// <value>At most 2 000 characters; a blank one counts as none.</value>
    public string? Note { get; init; }
}
