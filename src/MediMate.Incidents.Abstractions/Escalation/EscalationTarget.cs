using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Whom a step calls, and on which channels.</summary>
public sealed record EscalationTarget
{
    private const string AcknowledgerName = "acknowledger";
    private const string AssigneeName = "assignee";

    /// <summary>Gets the name of a role or contact; where <see cref="Person"/> is given, what that person is to the incident.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the id of the person whom the directory is asked for instead.</summary>
    /// <value><see langword="null"/> for a role or contact. Kept apart from the name, because it is a personal value.</value>
    public string? Person { get; init; }

    /// <summary>Gets the channels.</summary>
    /// <value>Empty for the first method of the contact.</value>
    public ImmutableArray<string> Channels { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets what the directory is asked for.</summary>
    internal string Asked => Person ?? Name;

    internal static EscalationTarget Acknowledger(string person) => new() { Name = AcknowledgerName, Person = person };

    internal static EscalationTarget Assignee(string person) => new() { Name = AssigneeName, Person = person };
}
