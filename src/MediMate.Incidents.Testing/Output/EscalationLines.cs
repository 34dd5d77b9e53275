using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>The own fields of the events of escalation.</summary>
internal static class EscalationLines
{
    public static LineFields? Of(IncidentEvent happened) => happened switch
    {
        EscalationStarted e => new LineFields { { "ladder", e.Ladder }, { "level", e.Level } },
        EscalationStepDue e => Due(e),
        EscalationStepRan e => Ran(e),
        EscalationExhausted e => new LineFields { { "ladder", e.Ladder }, { "level", e.Level } },
        EscalationRuleApplied e => Applied(e),
        EscalationRuleFailed e => new LineFields { { "rule", e.Rule }, { "cause", e.Cause }, { "reason", e.Reason } },
        EscalationEnded e => new LineFields { { "ladder", e.Ladder }, { "level", e.Level }, { "reason", e.Reason } },
        _ => null,
    };

    private static LineFields Applied(EscalationRuleApplied applied)
    {
        var fields = new LineFields { { "rule", applied.Rule } };
        fields.AddWord("verb", applied.Verb);
        fields.AddWord("message", applied.Message);
        fields.Add("cause", applied.Cause);
        fields.Add("targets", [.. applied.Targets.Select(target => target.Name)]);
        fields.Add("reason", applied.Reason);
        return fields;
    }

    private static LineFields Due(EscalationStepDue due)
    {
        var fields = Step(due.Ladder, due.Level, due.Loop, due.Step);
        fields.Add("by", due.Actor.Kind == ActorKind.Person ? due.Actor.Id : null);
        fields.Add("targets", [.. due.Targets.Select(target => target.Person ?? target.Name)]);
        if (due.Moved != Duration.Zero)
        {
            fields.Add("moved", due.Moved);
        }

        if (!due.IsAnnounced)
        {
            fields.Add("announced", value: false);
        }

        return fields;
    }

    private static LineFields Ran(EscalationStepRan ran)
    {
        var fields = Step(ran.Ladder, ran.Level, ran.Loop, ran.Step);
        fields.Add("resolvedTo", [.. ran.ResolvedTo.Select(resolved => resolved.Person).Distinct(StringComparer.Ordinal)]);
        if (ran.Moved != Duration.Zero)
        {
            fields.Add("moved", ran.Moved);
        }

        fields.Add("reason", ran.Reason);
        return fields;
    }

    private static LineFields Step(string ladder, string level, int loop, int step) =>
        new() { { "ladder", ladder }, { "level", level }, { "loop", loop }, { "step", step } };
}
