using NodaTime;

namespace MediMate.Incidents;

/// <summary>What an export takes along, and in which form it writes it.</summary>
public sealed record ExportSelection
{
    /// <summary>Gets the instant before which an incident has to have ended: closed or cancelled, its last event before it, nothing due, no message on its way.</summary>
    /// <value><see langword="null"/>, the default, for a whole export: everything that is kept, checkpoints, tombstones and keys too.</value>
    public Instant? EndedBefore { get; init; }

    /// <summary>Gets a value indicating whether the archive is compressed.</summary>
    /// <value>Default <see langword="false"/>; <see langword="true"/> for gzip, which an import recognizes by itself.</value>
    public bool Compress { get; init; }
}
