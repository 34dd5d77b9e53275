namespace MediMate.Incidents;

/// <summary>A message to one person on one channel.</summary>
public sealed record OutboxMessage : OutboxRow
{
    /// <summary>Gets the person.</summary>
    public required string To { get; init; }

    /// <summary>Gets the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Gets the address on the channel.</summary>
    public string Address { get; init; } = string.Empty;

    /// <summary>Gets the rendered text.</summary>
    /// <value><see langword="null"/> until sending begins; kept from then on, so that each attempt sends the same.</value>
    public string? Body { get; init; }
}
