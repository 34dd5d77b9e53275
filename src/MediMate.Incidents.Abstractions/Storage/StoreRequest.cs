using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>
/// Names what a store has to load for one decision. At most one of <see cref="Id"/>, <see cref="Key"/> and <see cref="Row"/> is given; none for a
/// new incident, or for subjects alone.
/// </summary>
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

    /// <summary>Gets the bundle whose rows to load into <see cref="StoreLoaded.Bundled"/>, with the incidents of those that are pending.</summary>
    public string? Bundle { get; init; }

    /// <summary>Gets a value indicating whether to load the holders of the incident's own keys too, as a reopening needs.</summary>
    public bool WithKeyHolders { get; init; }

    /// <summary>Gets a second incident to load, as the merging of a duplicate needs.</summary>
    /// <value>Not the incident that the request names otherwise; an unknown one is absent.</value>
    public IncidentId? Beside { get; init; }

    /// <summary>Gets a key that the decision may take: its holder is loaded into <see cref="StoreLoaded.KeyHolders"/>.</summary>
    public string? AlsoKey { get; init; }

    /// <summary>Gets the subjects to load that are no incidents.</summary>
    /// <value>One that does not exist is absent. When it is put in meanwhile, the decision is asked for again.</value>
    public ImmutableArray<SubjectName> Subjects { get; init; } = [];

    /// <summary>Gets a value indicating whether to load the tallies of the incident, of the last holder and of <see cref="Beside"/> too.</summary>
    public bool WithTallies { get; init; }

    /// <summary>Gets a kind of which to load every subject that has something due, now or later.</summary>
    /// <value>They are not locked: where the decision changes one that changed meanwhile, it is asked for again.</value>
    public SubjectKind? WithOpen { get; init; }

    /// <summary>Gets the idempotency key whose receipt to load.</summary>
    public string? Receipt { get; init; }
}
