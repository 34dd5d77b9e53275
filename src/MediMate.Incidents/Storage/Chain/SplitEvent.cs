namespace MediMate.Incidents;

/// <summary>An event in two parts: what the chain covers, and the personal values that it only commits to.</summary>
internal readonly record struct SplitEvent
{
    /// <summary>Gets the event with a commitment in the place of each personal value.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets the personal values with their salts.</summary>
    /// <value><see langword="null"/> where there is nothing personal.</value>
    public ReadOnlyMemory<byte>? Personal { get; init; }
}
