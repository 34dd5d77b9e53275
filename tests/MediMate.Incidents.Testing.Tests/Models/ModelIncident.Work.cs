using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Semantics, 2 and 3: taking charge, the level, and what people do without moving the incident.</summary>
internal sealed partial class ModelIncident
{
    private static readonly Duration ToldLateWithin = Duration.FromDays(7);
    private static readonly Duration AheadTolerance = Duration.FromMinutes(5);

    private bool Acknowledge(ModelStep step, Instant now)
    {
        var told = step.Instant("occurredAt") ?? now;
        if (!IsActive || told > now + AheadTolerance || told < now - ToldLateWithin || told < PhaseChangedAt || told < CycleStartedAt)
        {
            return false;
        }

        told = Instant.Min(told, now);
        if (AcknowledgedBy is null)
        {
            TakeCharge(step.By, told, now, isImplied: false);
        }
        else if (AcknowledgedBy != step.By)
        {
            TellOf(now, told, "ResponderJoined", ("by", step.By), ("cycle", Cycle));
        }

        return true;
    }

    private void TakeCharge(string by, Instant at, Instant now, bool isImplied)
    {
        AcknowledgedBy = by;
        TellOf(now, at, "Acknowledged", ("by", by), ("implied", isImplied), ("cycle", Cycle));
        StopClock(ClockNames.Response, at, now);
        EndLadder(now);
    }

    /// <summary>A phase trigger while Active is an acknowledgement too.</summary>
    private void TakeChargeToo(string by, Instant now)
    {
        if (IsActive && AcknowledgedBy is null)
        {
            TakeCharge(by, now, now, isImplied: true);
        }
    }

    private bool ChangeSeverity(ModelStep step, Instant now)
    {
        if (HasEnded || step.Text("level") != Level)
        {
            return false;
        }

        IsConfirmed = true;
        Tell(now, "SeverityConfirmed", ("level", Level), ("by", step.By));
        return true;
    }

    private bool Work(ModelStep step, Instant now)
    {
        if (step.Do == "addNote")
        {
            return Says(step, "text") && Done("NoteAdded", ("text", step.Text("text")));
        }

        if (step.Do == "describeImpact")
        {
            HasImpact |= Says(step, "text");
            return Says(step, "text") && Done("ImpactDescribed", ("text", step.Text("text")));
        }

        if (HasEnded)
        {
            return false;
        }

        switch (step.Do)
        {
            case "verifyRestoration":
                return Phase == IncidentPhase.Resolving && Says(step, "how") && Won.Add(IncidentPhase.Resolving) | Done("RestorationVerified", ("how", step.Text("how")));
            case "tellUsers":
                return Says(step, "link") && Won.Add(IncidentPhase.Communicating) | Done("UsersTold", ("link", step.Text("link")), ("reason", null));
            case "noUserImpact":
                return Says(step, "reason") && Won.Add(IncidentPhase.Communicating) | Done("UsersTold", ("link", null), ("reason", step.Text("reason")));
            case "completeReview":
                var isComplete = Says(step, "summary") && Says(step, "cause") && (!step.Texts("improvements").IsEmpty || Says(step, "reason"));
                return Phase == IncidentPhase.Reviewing && isComplete
                    && Won.Add(IncidentPhase.Reviewing) | Done("ReviewCompleted", ("summary", step.Text("summary")), ("cause", step.Text("cause")));
            case "sendUpdate":
                return SendUpdate(step, now);
            case "completeItem":
                return Settle(step, isDone: true, now);
            case "skipItem":
                return Says(step, "reason") && Settle(step, isDone: false, now);
            default:
                throw new InvalidOperationException($"The model does not know {step.Do}.");
        }

        bool Done(string happened, params IReadOnlyList<(string Name, object? Value)> fields)
        {
            Tell(now, happened, [("by", step.By), .. fields]);
            return true;
        }
    }

    private bool SendUpdate(ModelStep step, Instant now)
    {
        var audience = step.Text("audience")!;
        var text = step.Text("text")!;
        if (string.IsNullOrWhiteSpace(text) || (audience == "external" && text.Contains('[', StringComparison.Ordinal)))
        {
            return false;
        }

        Tell(now, "UpdateSent", ("by", step.By), ("audience", audience), ("text", text));
        IEnumerable<string> targets = audience == "external" ? [Playbook.Source.ExternalAudience] : Playbook.TeamOf(Level);
        Errands.Add(new ModelLookUp("update", Call: null, [.. targets.Select(target => new ModelTarget(target, []))]) { Audience = audience, Cycle = Cycle });
        return true;
    }

    private bool Settle(ModelStep step, bool isDone, Instant now)
    {
        var item = step.Text("item")!;
        if (!Playbook.AllItems().Any(known => known.Item.Id == item))
        {
            return false;
        }

        // What is done stays done; a link or a note can be added to it. What was skipped can still be done.
        var isKnown = Settled.TryGetValue(item, out var wasDone);
        var isNews = isDone ? !wasDone || Says(step, "link") || Says(step, "note") : !isKnown;
        if (isNews)
        {
            Settled[item] = isDone;
            Tell(now, isDone ? "ItemCompleted" : "ItemSkipped", ("by", step.By), ("item", item));
        }

        return true;
    }
}
