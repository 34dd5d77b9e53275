namespace MediMate.Incidents;

/// <summary>A person whom a step pages, and why.</summary>
public sealed record ResolvedTarget
{
    /// <summary>Gets the role or contact that was asked for.</summary>
    public required string Target { get; init; }

    /// <summary>Gets the person.</summary>
    public required string Person { get; init; }

    /// <summary>Gets the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Gets the address on that channel.</summary>
    /// <value>Empty when the channel knows the person by id.</value>
    public string Address { get; init; } = string.Empty;

    /// <summary>Gets the language that the person reads.</summary>
    /// <value>A tag such as <c>ms-MY</c>; <see langword="null"/> where it is not known.</value>
    public string? Language { get; init; }
}
