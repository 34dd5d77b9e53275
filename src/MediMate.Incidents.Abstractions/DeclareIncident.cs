using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Declares an incident by hand.</summary>
public sealed record DeclareIncident
{
    /// <summary>Gets who declares it.</summary>
    public required Actor By { get; init; }

    /// <summary>Gets what was noticed, in one line.</summary>
    /// <value>Not blank.</value>
    public required string Summary { get; init; }

    /// <summary>Gets the level that the declarer chooses.</summary>
    /// <value><see langword="null"/> to leave it to the severity policies.</value>
    public string? Level { get; init; }

    /// <summary>Gets a value indicating whether the declarer takes charge at once: nobody is then paged.</summary>
    public bool Acknowledge { get; init; }

    /// <summary>Gets the labels.</summary>
    public ImmutableArray<Label> Labels { get; init; } = [];

    /// <summary>Gets the key under which the caller may give the command again without doing it twice.</summary>
    /// <value>
    /// One to 200 characters, none of them a control character; <see langword="null"/> for none. It belongs to the store, and is remembered for seven
    /// days once the command was accepted. The same key with another content is refused (MMI2030).
    /// </value>
    public string? IdempotencyKey { get; init; }
}
