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

    /// <summary>Gets a value indicating whether it had been accepted before under its idempotency key: this time it changed nothing.</summary>
    /// <value>The silence is then as it is now; <see langword="null"/> when it is no longer kept.</value>
    public bool IsRepeat { get; init; }

    /// <summary>Gets a value indicating whether it was accepted.</summary>
    public bool IsAccepted => Rejection is null;
}
