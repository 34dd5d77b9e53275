using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Semantics, 5: rules beside the ladder, and 4.8: breaches that were none.</summary>
internal sealed partial class ModelIncident
{
    /// <summary>What happened and no rule has been asked about yet, each with its number and the level after it.</summary>
    private ImmutableArray<(ModelLine Line, int Entry, string Level)> _unasked = [];

    /// <summary>Who was told of which breach, and on which channel.</summary>
    private ImmutableArray<(int Breach, string To, string Channel)> _told = [];

    private ImmutableHashSet<int> _withdrawn = [];

    /// <summary>Asks the rules about what happened, once all that it brings about is told.</summary>
    private void AskRules(Instant now)
    {
        while (!_unasked.IsEmpty)
        {
            var (line, entry, level) = _unasked[0];
            _unasked = _unasked.RemoveAt(0);
            foreach (var rule in Playbook.Source.Rules.Where(rule => SpeaksOf(rule, line, level)))
            {
                Apply(rule.Name, rule.Verb, rule.Kind, rule.Roles, rule.Channels, line, entry, now);
            }

            foreach (var rule in Playbook.HostRules.Where(rule => rule.Event == line.Event))
            {
                if (rule.Throws)
                {
                    Tell(now, "EscalationRuleFailed", ("rule", rule.Name), ("cause", entry));
                }
                else
                {
                    Apply(rule.Name, rule.Verb, rule.Kind, rule.Roles, [], line, entry, now);
                }
            }
        }
    }

    private bool SpeaksOf(EscalationRule rule, ModelLine line, string level)
    {
        var isAbout = (rule.When, line.Event) switch
        {
            (RuleTrigger.Declared, "IncidentDeclared") or (RuleTrigger.Exhausted, "EscalationExhausted") => true,
            (RuleTrigger.ClockBreached, "ClockBreached") => rule.Clock is null || Equals(rule.Clock, line.Field("clock")),
            (RuleTrigger.ClockWarned, "ClockWarned") => line.Field("announced") is null && (rule.Clock is null || Equals(rule.Clock, line.Field("clock"))),

            // An emergency page and one to whom the incident was handed over are no steps that somebody wrote.
            (RuleTrigger.StepRan, "EscalationStepRan") => line.Field("step") is int and > 0 and var step && (rule.Step ?? step) == step,
            _ => false,
        };
        return isAbout
            && (rule.Levels.IsEmpty || rule.Levels.Contains(level))
            && ModelPlaybook.Fit(rule.Labels, Labels);
    }

    private void Apply(
        string rule, EscalationVerb verb, MessageKind kind, ImmutableArray<string> roles, ImmutableArray<string> channels, ModelLine cause, int entry, Instant now)
    {
        var climbs = verb == EscalationVerb.Climb;
        if (climbs && (!IsActive || AcknowledgedBy is not null))
        {
            return;
        }

        Tell(
            now,
            "EscalationRuleApplied",
            ("rule", rule),
            ("verb", climbs ? "climb" : "tell"),
            ("message", kind == MessageKind.Page ? "page" : "note"),
            ("cause", entry),
            ("targets", roles.ToArray()));
        Errands.Add(new ModelLookUp(kind == MessageKind.Page ? "page" : "note", Call: null, [.. roles.Select(role => new ModelTarget(role, channels))])
        {
            Climbs = climbs ? Ladder!.Epoch : null,
            Breach = cause.Event == "ClockBreached" ? entry : null,
        });
    }

    private void Withdraw(int breach)
    {
        _withdrawn = _withdrawn.Add(breach);
        Errands.Add(new ModelWithdrawal(breach));
    }

    private void TellWhoWasTold(int breach, Instant now)
    {
        foreach (var (_, to, channel) in _told.Where(told => told.Breach == breach).Distinct())
        {
            TellMessage("MessageQueued", "note", to, channel, now);
            Errands.Add(new ModelMessage("note", Call: null, to, channel, now + ExpiryOf("note")));
        }
    }
}
