namespace MediMate.Incidents;

/// <summary>Who did something: a person, the engine itself, or a policy.</summary>
public sealed record Actor
{
    /// <summary>Gets the engine itself.</summary>
    public static Actor System { get; } = new() { Kind = ActorKind.System, Id = "system" };

    /// <summary>Gets what kind of actor it is.</summary>
    public required ActorKind Kind { get; init; }

    /// <summary>Gets the id.</summary>
    /// <value>A person's id as the contact directory knows it, a policy's name, or <c>system</c>.</value>
    public required string Id { get; init; }

    /// <summary>Makes a person.</summary>
    /// <param name="id">The person's id, as the contact directory knows it.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="ArgumentException"><paramref name="id"/> is blank.</exception>
    public static Actor Person(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new Actor { Kind = ActorKind.Person, Id = id };
    }

    /// <summary>Makes a policy.</summary>
    /// <param name="name">The policy's name.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    public static Actor Policy(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new Actor { Kind = ActorKind.Policy, Id = name };
    }

    /// <summary>Returns the id.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Id;
}
