namespace MediMate.Incidents.Documents;

/// <summary>The text of a file, or why there is none.</summary>
internal sealed record LoadedFile
{
    public string? Markdown { get; init; }

    public PlaybookFinding? Failure { get; init; }

    public static LoadedFile Failed(PlaybookFinding failure) => new() { Failure = failure };
}
