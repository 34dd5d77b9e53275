using NodaTime;

namespace MediMate.Incidents;

/// <summary>What a page lets its reader do by the token that it carries: acknowledge, in one cycle, for a while.</summary>
public sealed record AcknowledgementOffer
{
    /// <summary>Gets the cycle of the incident in which the token counts.</summary>
    public required int Cycle { get; init; }

    /// <summary>Gets from when on the token counts no longer.</summary>
    /// <value>A whole second.</value>
    public required Instant ExpiresAt { get; init; }
}
