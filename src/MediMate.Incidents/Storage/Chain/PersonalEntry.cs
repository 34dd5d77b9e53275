namespace MediMate.Incidents;

/// <summary>A personal value that is kept apart from the body of its event.</summary>
internal sealed record PersonalEntry
{
    /// <summary>Gets the salt of its commitment.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>Gets the value.</summary>
    public required string Value { get; init; }

    /// <summary>Gets the value as it stood in the event, with quotes and escapes.</summary>
    public required ReadOnlyMemory<byte> Token { get; init; }

    /// <summary>Gets the person to whom it belongs.</summary>
    /// <value><see langword="null"/> where it belongs to nobody in particular.</value>
    public string? Subject { get; init; }
}
