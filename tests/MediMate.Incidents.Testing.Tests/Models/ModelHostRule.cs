using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>A rule in code, that speaks of each event of a name. The engine asks it, and the model knows what it says.</summary>
internal sealed record ModelHostRule(string Name, string Event) : IEscalationRule
{
    public EscalationVerb Verb { get; init; } = EscalationVerb.Tell;

    public MessageKind Kind { get; init; } = MessageKind.Note;

    public ImmutableArray<string> Roles { get; init; } = [];

    public bool Throws { get; init; }

    public EscalationAction? Decide(EscalationContext context)
    {
        if (context.Cause.GetType().Name != Event)
        {
            return null;
        }

        if (Throws)
        {
            throw new InvalidOperationException("A rule of the host that throws.");
        }

        var action = Verb == EscalationVerb.Tell ? EscalationAction.Tell("It happened.", Roles) : EscalationAction.Climb("It happened.", Roles);
        return action with { Kind = Kind };
    }
}
