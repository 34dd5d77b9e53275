using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Asks the rules of the playbook and of the host about each thing that happens.</summary>
internal sealed class RuleFeature : IIncidentFeature
{
    private const int MostOfName = 200;
    private const int MostOfReason = 2_000;

    public void React(IncidentEvent cause, IncidentDraft draft)
    {
        if (cause is ClockBreachWithdrawn withdrawn)
        {
            Withdrawals.Queue(withdrawn, draft);
        }

        if (cause is EscalationRuleApplied or EscalationRuleFailed || (draft.Playbook.Rules.IsEmpty && draft.Inputs.Rules.IsEmpty))
        {
            return;
        }

        draft.AskLater(cause);
    }

    /// <summary>Asks each rule about an event.</summary>
    public static void Ask(IncidentEvent cause, Incident after, IncidentDraft draft)
    {
        var context = new EscalationContext { Cause = cause, Incident = after, Levels = draft.Playbook.LevelNames };
        foreach (var rule in draft.Playbook.Rules)
        {
            Ask(rule, context, draft);
        }

        foreach (var rule in draft.Inputs.Rules)
        {
            Ask(rule, context, draft);
        }
    }

    public Instant? NextDueAt(Incident incident) => null;

    public void OnDue(IncidentDraft draft)
    {
        // Nothing is ever due: rules speak when something happens.
    }

    private static void Ask(IEscalationRule rule, EscalationContext context, IncidentDraft draft)
    {
        string? name = null;
        EscalationAction? action;
        try
        {
            name = NameOf(rule);
            action = rule.Decide(context);
        }
#pragma warning disable CA1031 // A host's rule may throw anything; the incident goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(name ?? rule.GetType().Name, HostFailure.TextOf(exception), context, draft);
            return;
        }

        if (action is { Kind: not (MessageKind.Page or MessageKind.Note) })
        {
            Failed(name, $"it asked for a message of kind {action.Kind}; a rule gives a page or a note", context, draft);
        }
        else if (action is not null)
        {
            Apply(name, action, context, draft);
        }
    }

    private static string NameOf(IEscalationRule rule) => UsableAnswers.IsThere(rule.Name) ? TextBounds.Cut(rule.Name, MostOfName) : rule.GetType().Name;

    private static void Apply(string rule, EscalationAction action, EscalationContext context, IncidentDraft draft)
    {
        var climbs = action.Verb == EscalationVerb.Climb;
        if (climbs && draft.Incident is not { IsActive: true, IsAcknowledged: false, Ladder: { IsEnded: false } })
        {
            return;
        }

        var reason = TextBounds.Cut(action.Reason, MostOfReason);
        ImmutableArray<string> channels = [.. action.Channels.Where(UsableAnswers.IsThere)];
        ImmutableArray<EscalationTarget> targets = [.. action.Roles.Select(role => new EscalationTarget { Name = role, Channels = channels })];
        var applied = draft.EmitAsEngine(new EscalationRuleApplied
        {
            Rule = rule,
            Verb = action.Verb,
            Message = action.Kind,
            Cause = context.Cause.Sequence,
            Targets = targets,
            Reason = reason,
        });
        draft.Put(OutboxRows.LookUp(draft, applied, action.Kind, MessageAudience.Responders, targets, reason) with
        {
            Condition = climbs ? MessageCondition.Climbing : MessageCondition.Always,
            Epoch = climbs ? draft.Incident.Ladder!.Epoch : 0,
            Breach = context.Cause is ClockBreached breached ? new ToldBreach { Clock = breached.Clock, Instance = breached.Instance, Due = breached.Due } : null,
        });
    }

    /// <summary>Records that a rule threw; once in a commit, so that one that always does fills no timeline.</summary>
    private static void Failed(string rule, string reason, EscalationContext context, IncidentDraft draft)
    {
        if (!draft.Events.OfType<EscalationRuleFailed>().Any(failed => failed.Rule == rule))
        {
            draft.EmitAsEngine(new EscalationRuleFailed { Rule = rule, Cause = context.Cause.Sequence, Reason = reason });
        }
    }
}
