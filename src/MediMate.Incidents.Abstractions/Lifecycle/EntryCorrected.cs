namespace MediMate.Incidents;

/// <summary>Somebody corrected an earlier entry. Nothing that followed from the entry changes.</summary>
public sealed record EntryCorrected : IncidentEvent
{
    /// <summary>Gets the sequence number of the entry that was wrong.</summary>
    public required long Corrects { get; init; }

    /// <summary>Gets what is right.</summary>
    public required string Text { get; init; }
}
