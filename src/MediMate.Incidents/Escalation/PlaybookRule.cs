namespace MediMate.Incidents;

/// <summary>A rule of the playbook, in the form of those that hosts write.</summary>
internal sealed class PlaybookRule(EscalationRule source) : IEscalationRule
{
    public string Name => source.Name;

    public EscalationAction? Decide(EscalationContext context)
    {
        if (ReasonOf(context.Cause) is not { } reason || !IsAbout(context.Incident))
        {
            return null;
        }

        var action = source.Verb == EscalationVerb.Tell ? EscalationAction.Tell(reason, source.Roles) : EscalationAction.Climb(reason, source.Roles);
        return action with { Kind = source.Kind, Channels = source.Channels };
    }

    /// <summary>Says what happened, where that is what the rule waits for. What an outage overtook is announced with what came after it.</summary>
    private string? ReasonOf(IncidentEvent cause) => (source.When, cause) switch
    {
        (RuleTrigger.Declared, IncidentDeclared) => "It was declared.",
        (RuleTrigger.ClockWarned, ClockWarned { IsAnnounced: true } e) when IsClock(e.Clock) =>
            FormattableString.Invariant($"{e.Fraction * 100:0.##} % of the {e.Clock} time has passed."),
        (RuleTrigger.ClockBreached, ClockBreached e) when IsClock(e.Clock) => $"The {e.Clock} time is over.",
        (RuleTrigger.StepRan, EscalationStepRan e) when e.Step > 0 && (source.Step ?? e.Step) == e.Step =>
            FormattableString.Invariant($"Step {e.Step} of the ladder has run."),
        (RuleTrigger.Exhausted, EscalationExhausted) => "The last step of the ladder has run, and nobody has acknowledged.",
        _ => null,
    };

    private bool IsClock(string clock) => source.Clock is null || source.Clock == clock;

    private bool IsAbout(Incident incident) =>
        (source.Levels.IsEmpty || source.Levels.Contains(incident.Severity.Level, StringComparer.OrdinalIgnoreCase))
        && source.Labels.All(match => incident.Labels.Any(match.Fits));
}
