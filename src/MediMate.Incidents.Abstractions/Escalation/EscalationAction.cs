using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What an escalation rule wants done.</summary>
public sealed record EscalationAction
{
    private EscalationAction(EscalationVerb verb, ImmutableArray<string> roles, string reason)
    {
        if (roles.IsDefaultOrEmpty || roles.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("A rule names at least one role or contact, and none of them is blank.", nameof(roles));
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        Verb = verb;
        Roles = roles;
        Reason = reason;
    }

    /// <summary>Gets whether the message ends with the acknowledgement.</summary>
    public EscalationVerb Verb { get; }

    /// <summary>Gets the roles or contacts that it is for.</summary>
    /// <value>At least one.</value>
    public ImmutableArray<string> Roles { get; }

    /// <summary>Gets why, as the message says it.</summary>
    public string Reason { get; }

    /// <summary>Gets whether it is a page or a note.</summary>
    /// <value>Default: a note to tell, a page to climb.</value>
    public required MessageKind Kind { get; init; }

    /// <summary>Gets the channels.</summary>
    /// <value>Empty for the first method of each contact.</value>
    public ImmutableArray<string> Channels { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Tells somebody with a note, whatever the acknowledgement.</summary>
    /// <param name="reason">Why, as the message says it.</param>
    /// <param name="roles">The roles or contacts; at least one.</param>
    /// <returns>The action.</returns>
    /// <exception cref="ArgumentException">There is no role, or a blank one, or no reason.</exception>
    public static EscalationAction Tell(string reason, params ImmutableArray<string> roles) => new(EscalationVerb.Tell, roles, reason) { Kind = MessageKind.Note };

    /// <summary>Pages somebody beside the ladder, until somebody acknowledges. Where somebody has, nothing happens.</summary>
    /// <param name="reason">Why, as the message says it.</param>
    /// <param name="roles">The roles or contacts; at least one.</param>
    /// <returns>The action.</returns>
    /// <exception cref="ArgumentException">There is no role, or a blank one, or no reason.</exception>
    public static EscalationAction Climb(string reason, params ImmutableArray<string> roles) => new(EscalationVerb.Climb, roles, reason) { Kind = MessageKind.Page };
}
