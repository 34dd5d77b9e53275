using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What a store loaded for one decision, locked until its commit.</summary>
public sealed record StoreLoaded
{
    /// <summary>Gets the incident: the one named, the key's holder, or the row's.</summary>
    public Incident? Incident { get; init; }

    /// <summary>Gets the incident that held the key last, where nobody holds it now.</summary>
    public Incident? LastHolder { get; init; }

    /// <summary>Gets the other incidents that hold keys of this one.</summary>
    public ImmutableArray<Incident> KeyHolders { get; init; } = [];

    /// <summary>Gets the row.</summary>
    public OutboxRow? Row { get; init; }

    /// <summary>Gets the other rows of the same cause.</summary>
    public ImmutableArray<OutboxRow> Siblings { get; init; } = [];

    /// <summary>Gets the number that a declaration would take.</summary>
    /// <value>
    /// The reference is <c>INC-</c> and this number. It rises within a store; gaps are allowed. Zero where nothing can be declared: the request
    /// names an incident or a row, or the key is held.
    /// </value>
    public required long NextNumber { get; init; }
}
