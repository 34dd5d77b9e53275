using NodaTime;

namespace MediMate.Incidents;

/// <summary>Checks the instant of a command that tells late what happened.</summary>
internal static class ToldLate
{
    /// <summary>Gives the instant to record: one that is a little ahead is now, clocks differ.</summary>
    public static Instant? InstantOf(IncidentCommand command, Instant now) =>
        command.OccurredAt is { } told ? EngineClock.Cut(Instant.Min(told, now)) : null;

    /// <summary>Checks it against the incident; a command without one has nothing to check.</summary>
    public static Rejection? Check(IncidentCommand command, IncidentDraft draft)
    {
        if (command.OccurredAt is not { } told)
        {
            return null;
        }

        var options = draft.Inputs.Options;
        var incident = draft.Incident;
        var reasons = new List<string>();
        if (command.By.Kind != ActorKind.Person)
        {
            reasons.Add("a person tells late");
        }

        if (told - draft.Now > Duration.FromTimeSpan(options.AheadTolerance))
        {
            reasons.Add($"occurredAt {told} is at most {options.AheadTolerance} ahead of now, {draft.Now}");
        }

        if (draft.Now - told > Duration.FromTimeSpan(options.ToldLateWithin))
        {
            reasons.Add($"occurredAt {told} is at most {options.ToldLateWithin} back from now, {draft.Now}");
        }

        if (command is Acknowledge or Snooze or PhaseCommand or Resolve)
        {
            var earliest = Instant.Max(incident.PhaseChangedAt, incident.CycleStartedAt);
            if (told < earliest)
            {
                reasons.Add($"occurredAt {told} is not before the present phase and cycle began, {earliest}");
            }
        }
        else if (told < incident.OccurredAt)
        {
            reasons.Add($"occurredAt {told} is not before the incident began, {incident.OccurredAt}");
        }

        return reasons.Count == 0 ? null : Rejections.Invalid([.. reasons]);
    }
}
