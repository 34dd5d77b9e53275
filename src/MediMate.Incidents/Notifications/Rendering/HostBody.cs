namespace MediMate.Incidents;

/// <summary>What the host's renderer made of a message, from the incident as it was then.</summary>
internal sealed record HostBody
{
    /// <summary>Gets the version of the incident from which it was made.</summary>
    public required long Version { get; init; }

    /// <summary>Gets the body.</summary>
    /// <value><see langword="null"/> where the renderer failed.</value>
    public string? Body { get; init; }

    /// <summary>Gets the language of the template.</summary>
    public string? Language { get; init; }

    /// <summary>Gets why there is no body.</summary>
    public string? Failure { get; init; }
}
