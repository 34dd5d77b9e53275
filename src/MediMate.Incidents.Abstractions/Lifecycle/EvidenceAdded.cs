namespace MediMate.Incidents;

/// <summary>Somebody recorded where evidence is kept. The event's actor says who.</summary>
public sealed record EvidenceAdded : IncidentEvent
{
    /// <summary>Gets what kind of evidence it is.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets where it is kept.</summary>
    /// <value><see langword="null"/> when only its hash is known. Whoever shows it checks that it is an address of the web before it becomes a link.</value>
    public string? Link { get; init; }

    /// <summary>Gets the hash of its content.</summary>
    /// <value>The algorithm and the digest in small hexadecimal digits, for instance <c>sha256:9f86d0…</c>.</value>
    public string? ContentHash { get; init; }

    /// <summary>Gets a note.</summary>
    public string? Note { get; init; }
}
