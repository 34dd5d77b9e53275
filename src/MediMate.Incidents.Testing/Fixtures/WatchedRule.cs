using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>Asks a rule on behalf of the engine, and notes what it answered and how it broke its contract first.</summary>
internal sealed class WatchedRule(IEscalationRule rule) : IEscalationRule
{
    private readonly Lock _lock = new();
    private readonly List<RuleAnswer> _answers = [];

    public string Name => rule.Name;

    public ContractBrokenException? Broken { get; private set; }

    public ImmutableArray<RuleAnswer> Answers
    {
        get
        {
            lock (_lock)
            {
                return [.. _answers];
            }
        }
    }

    public EscalationAction? Decide(EscalationContext context)
    {
        var action = Ask(context);
        if (!AreSame(action, Ask(context)))
        {
            Break($"The rule \"{Name}\" answered differently when it was asked again about {Told(context)}. A rule reads no clock and keeps nothing: decide from the event and the incident.");
        }
        else if (action is { Kind: not (MessageKind.Page or MessageKind.Note) })
        {
            Break($"The rule \"{Name}\" asked for a message of kind {action.Kind} about {Told(context)}. Give a page or a note.");
        }

        lock (_lock)
        {
            // A commit that is tried again asks about its events again.
            _answers.RemoveAll(answer => answer.Incident.Id == context.Incident.Id && answer.Cause.Sequence == context.Cause.Sequence);
            if (action is not null)
            {
                _answers.Add(new RuleAnswer { Cause = context.Cause, Incident = context.Incident, Action = action });
            }
        }

        return action;
    }

    /// <summary>Compares by what the actions say: records with arrays are equal only where the arrays are the same ones.</summary>
    private static bool AreSame(EscalationAction? one, EscalationAction? other) => (one, other) switch
    {
        (null, null) => true,
        (not null, not null) => one.Verb == other.Verb && one.Kind == other.Kind && one.Reason == other.Reason
            && one.Roles.SequenceEqual(other.Roles) && one.Channels.SequenceEqual(other.Channels),
        _ => false,
    };

    private static string Told(EscalationContext context) => $"{context.Cause.GetType().Name} of {context.Incident.Reference}";

    private EscalationAction? Ask(EscalationContext context)
    {
        try
        {
            return rule.Decide(context);
        }
        catch (Exception exception)
        {
            Break($"The rule \"{Name}\" threw {exception.GetType().Name} about {Told(context)}: {exception.Message} A rule that cannot tell stays silent: return null.", exception);
            throw;
        }
    }

    private void Break(string message, Exception? cause = null)
    {
        lock (_lock)
        {
            Broken ??= new ContractBrokenException(message, cause);
        }
    }
}
