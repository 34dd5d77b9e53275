namespace MediMate.Incidents;

/// <summary>Says what comes next about an incident, by the same arithmetic that makes it come.</summary>
internal static class Forecasting
{
    public static EscalationForecast Of(Incident incident, CompiledPlaybook playbook)
    {
        var nobody = new EscalationForecast { Incident = incident.Reference, Kind = EscalationForecastKind.Nobody };
        return incident switch
        {
            { IsActive: false } => nobody with { Reason = "the incident is no longer active" },
            { IsAcknowledged: true, Acknowledgement: { } acknowledgement } => AfterAcknowledgement(nobody, acknowledgement, incident, playbook),
            { Ladder: { Next: { } next } state } => OfLadder(nobody, state, next, incident, playbook),
            _ => nobody with { Reason = "the ladder is over" },
        };
    }

    private static EscalationForecast AfterAcknowledgement(EscalationForecast nobody, Acknowledgement acknowledgement, Incident incident, CompiledPlaybook playbook)
    {
        if (acknowledgement.IsWatchOver || acknowledgement.ExpiresAt is not { } expires || expires != acknowledgement.NextDueAt)
        {
            return nobody with { Reason = "somebody has acknowledged" };
        }

        var ladder = playbook.Level(incident.Severity.Level).LadderFor(incident);
        return nobody with
        {
            Kind = EscalationForecastKind.AcknowledgementExpires,
            DueAt = expires,
            Targets = [.. ladder.StepTargets[0], EscalationTarget.Acknowledger(acknowledgement.By)],
        };
    }

    private static EscalationForecast OfLadder(EscalationForecast nobody, LadderState state, EscalationNext next, Incident incident, CompiledPlaybook playbook)
    {
        var ladder = playbook.Level(state.Level).LadderFor(incident);
        if (next.Step > 0)
        {
            return nobody with
            {
                Kind = EscalationForecastKind.Step,
                DueAt = next.DueAt,
                Loop = next.Loop,
                Step = next.Step,
                Targets = LadderFeature.Union(state.Overtaken, ladder.StepTargets[next.Step - 1]),
            };
        }

        return incident.Lifecycle == Lifecycle.Full
            ? nobody with
            {
                Kind = EscalationForecastKind.EmergencyContact,
                DueAt = next.DueAt,
                Targets = [new EscalationTarget { Name = playbook.Source.EmergencyContact }],
            }
            : nobody with
            {
                Kind = EscalationForecastKind.End,
                DueAt = next.DueAt,
                Targets = state.LastTargets.IsEmpty ? ladder.StepTargets[^1] : state.LastTargets,
            };
    }
}
