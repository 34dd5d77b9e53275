namespace MediMate.Incidents;

/// <summary>What came of a wish about a silence.</summary>
public sealed record SilenceOutcome
{
    /// <summary>Gets the silence after it.</summary>
    /// <value><see langword="null"/> when it was refused and there is none.</value>
    public Silence? Silence { get; init; }

    /// <summary>Gets why it was refused.</summary>
    /// <value><see langword="null"/> when it was accepted.</value>
    public Rejection? Rejection { get; init; }

    /// <summary>Gets a value indicating whether it was accepted.</summary>
    public bool IsAccepted => Rejection is null;
}
