namespace MediMate.Incidents;

/// <summary>Where a personal value, or the commitment in its place, stands in the bytes of an event.</summary>
internal readonly record struct PersonalSlot
{
    /// <summary>Marks a value that belongs to nobody in particular.</summary>
    public const int Nobody = -1;

    /// <summary>Gets where its token begins.</summary>
    public required int Start { get; init; }

    /// <summary>Gets where its token ends.</summary>
    public required int End { get; init; }

    /// <summary>Gets the commitment in its place; <see langword="null"/> where the value itself stands there.</summary>
    public string? Commitment { get; init; }

    /// <summary>Gets the slot that names the person to whom it belongs.</summary>
    /// <value>Its own index for a person's id; <see cref="Nobody"/> where no person is named.</value>
    public int Subject { get; init; }

    /// <summary>Gets a value indicating whether the rules of this version say that it is personal.</summary>
    /// <value><see langword="false"/> for a commitment that a later version made.</value>
    public bool IsKnown { get; init; }
}
