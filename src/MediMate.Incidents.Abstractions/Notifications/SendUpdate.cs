namespace MediMate.Incidents;

/// <summary>Sends an update.</summary>
public sealed record SendUpdate : IncidentCommand
{
    /// <summary>Gets whom it is for.</summary>
    /// <value><see cref="MessageAudience.Internal"/> or <see cref="MessageAudience.External"/>.</value>
    public required MessageAudience Audience { get; init; }

    /// <summary>Gets what it says.</summary>
    /// <value>Not blank. To users outside it is the brief description of the user notification, and may hold no bracket.</value>
    public required string Text { get; init; }
}
