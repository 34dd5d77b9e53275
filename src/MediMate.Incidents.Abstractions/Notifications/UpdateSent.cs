namespace MediMate.Incidents;

/// <summary>An update was written and put on its way; message rows tell whom it reached.</summary>
public sealed record UpdateSent : IncidentEvent
{
    /// <summary>Gets whom it is for.</summary>
    public required MessageAudience Audience { get; init; }

    /// <summary>Gets what it says.</summary>
    public required string Text { get; init; }
}
