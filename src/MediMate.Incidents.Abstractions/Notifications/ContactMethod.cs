namespace MediMate.Incidents;

/// <summary>A way of reaching a person.</summary>
public sealed record ContactMethod
{
    /// <summary>Gets the name of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Gets the address on it.</summary>
    /// <value>Empty when the channel knows the person by id.</value>
    public string Address { get; init; } = string.Empty;
}
