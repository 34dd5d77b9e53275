namespace MediMate.Incidents;

/// <summary>The first line: what the file is.</summary>
internal sealed record ArchiveHeader
{
    /// <summary>The version of the format that this version of the engine writes. It reads the older ones too.</summary>
    public const int CurrentVersion = 2;

    public const string ThisFormat = "MediMate.Incidents";

    public required string Format { get; init; }

    public required int Version { get; init; }

    /// <summary>Gets the instant as of which it was exported, in microseconds.</summary>
    public required long ExportedAt { get; init; }

    /// <summary>Gets the instant before which the incidents had ended, in microseconds; nothing where everything was exported.</summary>
    public long? EndedBefore { get; init; }
}
