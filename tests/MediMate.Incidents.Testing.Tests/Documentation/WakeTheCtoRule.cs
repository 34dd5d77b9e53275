namespace MediMate.Incidents.Testing.Tests.Documentation;

// snippet: escalation-rule
public sealed class WakeTheCtoRule : IEscalationRule
{
    public EscalationAction? Decide(EscalationContext context) =>
        context is { Cause: ClockBreached { Clock: ClockNames.Response }, Incident.Severity.Level: "P0" }
            ? EscalationAction.Tell("Nobody has acknowledged a P0 in time.", "CTO") with { Kind = MessageKind.Page }
            : null;
}
// end of snippet
