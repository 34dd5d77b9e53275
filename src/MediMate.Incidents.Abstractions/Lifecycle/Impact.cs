namespace MediMate.Incidents;

/// <summary>What an incident affects.</summary>
public sealed record Impact
{
    /// <summary>Gets the effect on users and systems, in words.</summary>
    public required string Text { get; init; }

    /// <summary>Gets how many users are affected: a number or a share such as <c>30 %</c>.</summary>
    public string? Users { get; init; }

    /// <summary>Gets which data is involved.</summary>
    public string? Data { get; init; }

    /// <summary>Gets what users can do meanwhile.</summary>
    /// <value><see langword="null"/> or <c>none</c> when there is nothing.</value>
    public string? Workaround { get; init; }
}
