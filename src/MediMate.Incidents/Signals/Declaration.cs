namespace MediMate.Incidents;

/// <summary>Decides the declaration of an incident, by a person or by a signal.</summary>
internal static class Declaration
{
    public static Rejection? Decide(Declare command, IncidentDraft draft)
    {
        var declaration = command.Declaration;
        if (CommandChecks.Required(("summary", declaration.Summary)) is { } invalid)
        {
            return invalid;
        }

        if (declaration.Level is { } unknown && draft.Playbook.FindLevel(unknown) is null)
        {
            return Rejections.UnknownLevel(unknown, draft.Playbook.LevelNames);
        }

        if (declaration.Acknowledge && command.By.Kind != ActorKind.Person)
        {
            return Rejections.Invalid("a person acknowledges");
        }

        var severity = Assess(command, draft);
        if (declaration.Level is { } chosen)
        {
            severity = severity with
            {
                Level = draft.Playbook.FindLevel(chosen)!.Name,
                IsConfirmed = true,
                DecidedBy = command.By,
                Reason = "chosen at declaration",
            };
        }

        draft.Emit(Declared(draft, new Signal { Summary = declaration.Summary, Labels = declaration.Labels, Source = SignalSource.User }, severity));
        if (declaration.Acknowledge)
        {
            Acknowledging.Take(draft, command.By);
        }

        return null;
    }

    /// <summary>Declares for a signal: linked to the earlier incident with the same key, if there is one.</summary>
    public static void Declare(IncidentDraft draft, Signal signal, string? linkedTo, long observed)
    {
        var severity = SeverityChain.Assess(draft.Playbook, SeverityQuestion.Of(signal, draft.Playbook.LevelNames), draft.Inputs.PolicyAnswers);
        draft.Emit(Declared(draft, signal, severity, linkedTo) with { Observed = Math.Max(1, observed) });
    }

    private static SeverityAssessment Assess(Declare command, IncidentDraft draft) =>
        SeverityChain.Assess(draft.Playbook, SeverityQuestion.Of(command, draft.Playbook.LevelNames)!, draft.Inputs.PolicyAnswers);

    private static IncidentDeclared Declared(IncidentDraft draft, Signal signal, SeverityAssessment severity, string? linkedTo = null)
    {
        var isAhead = signal.OccurredAt > draft.Now;
        return new IncidentDeclared
        {
            IncidentId = draft.Inputs.NewId,
            Reference = draft.Inputs.NewReference,
            PlaybookHash = draft.Playbook.Hash,
            Summary = SignalDoor.Kept(signal.Summary),
            Source = signal.Source,
            Labels = SignalDoor.Kept(signal.Labels),
            Key = signal.Key,
            SubKeys = signal.Key is null ? null : SubKeyCounting.Begin(signal),
            LinkedTo = linkedTo,
            Severity = severity,
            Lifecycle = draft.Playbook.Level(severity.Level).Lifecycle,
            SelfResolveAfter = draft.Playbook.Level(severity.Level).SelfResolveAfter,
            OccurredAt = isAhead ? default : signal.OccurredAt ?? default,
            ClaimedAt = isAhead ? EngineClock.Cut(signal.OccurredAt!.Value) : null,
        };
    }
}
