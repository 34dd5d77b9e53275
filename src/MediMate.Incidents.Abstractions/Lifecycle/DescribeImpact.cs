namespace MediMate.Incidents;

/// <summary>Describes what is affected.</summary>
public sealed record DescribeImpact : IncidentCommand
{
    /// <summary>Gets the effect on users and systems, in words.</summary>
    /// <value>Not blank.</value>
    public required string Text { get; init; }

    /// <summary>Gets how many users: a number or a share such as <c>30 %</c>.</summary>
    public string? Users { get; init; }

    /// <summary>Gets which data is involved.</summary>
    public string? Data { get; init; }

    /// <summary>Gets what users can do meanwhile.</summary>
    /// <value><see langword="null"/> or <c>none</c> when there is nothing.</value>
    public string? Workaround { get; init; }
}
