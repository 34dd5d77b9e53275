namespace MediMate.Incidents;

/// <summary>Corrects an entry of the timeline, in any phase, after the end too. The entry itself stays as it is.</summary>
public sealed record CorrectEntry : IncidentCommand
{
    /// <summary>Gets the sequence number of the entry that is wrong.</summary>
    /// <value>From 1 to the incident's <see cref="Incident.Version"/>. A correction can be corrected too.</value>
    public required long Sequence { get; init; }

    /// <summary>Gets what is right.</summary>
    /// <value>Not blank.</value>
    public required string Text { get; init; }
}
