namespace MediMate.Incidents;

/// <summary>Names what a store has to load for one decision. Exactly one of the three names is given, or none for a new incident.</summary>
public sealed record StoreRequest
{
    /// <summary>Gets the place of the request in the caller's list, by which the decision knows what it is about.</summary>
    public int Index { get; init; }

    /// <summary>Gets the incident to load.</summary>
    public IncidentId? Id { get; init; }

    /// <summary>Gets the key whose holder to load; where nobody holds it, its last holder.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the outbox row to load, with its incident and the rows of the same cause.</summary>
    public string? Row { get; init; }

    /// <summary>Gets a value indicating whether to load the holders of the incident's own keys too, as a reopening needs.</summary>
    public bool WithKeyHolders { get; init; }
}
