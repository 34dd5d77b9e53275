namespace MediMate.Incidents.PackageCheck;

/// <summary>Where the packed files were made.</summary>
internal sealed record ExpectedSource
{
    public required string Commit { get; init; }

    /// <summary>Gets the address of the remote; <see langword="null"/> where it is not known; then there may be none.</summary>
    public string? RepositoryUrl { get; init; }
}
