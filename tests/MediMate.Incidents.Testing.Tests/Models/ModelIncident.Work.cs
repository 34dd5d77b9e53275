using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Semantics, 2 and 3: taking charge, the level, and what people do without moving the incident.</summary>
internal sealed partial class ModelIncident
{
    /// <summary>What cannot have been done before the present phase and cycle; everything else not before the incident began.</summary>
    private static readonly HashSet<string> OrdersTime =
    [
        "acknowledge", "snooze", "beginAssessment", "beginContainment", "beginInvestigation", "beginResolution", "confirmResolution", "beginReview", "close",
        "stepBack", "reopen", "restore", "cancel", "resolve",
    ];

    private static readonly Duration ToldLateWithin = Duration.FromDays(7);
    private static readonly Duration AheadTolerance = Duration.FromMinutes(5);

    /// <summary>Finds out when a command was done (4.7).</summary>
    /// <returns>Now, or when it is told to have been; null for what cannot be.</returns>
    private Instant? At(ModelStep step, Instant now)
    {
        if (step.Instant("occurredAt") is not { } told)
        {
            return now;
        }

        var earliest = OrdersTime.Contains(step.Do) ? Instant.Max(PhaseChangedAt, CycleStartedAt) : OccurredAt;
        return told > now + AheadTolerance || told < now - ToldLateWithin || told < earliest ? null : Instant.Min(told, now);
    }

    private bool Acknowledge(ModelStep step, Instant at, Instant now)
    {
        if (!IsActive)
        {
            return false;
        }

        TakeChargeOrJoin(step.By, at, now);
        return true;
    }

    /// <summary>Who says so again is on it already.</summary>
    private void TakeChargeOrJoin(string by, Instant at, Instant now)
    {
        if (AcknowledgedBy is null)
        {
            TakeCharge(by, at, now, isImplied: false);
        }
        else if (AcknowledgedBy != by && !Responders.Contains(by))
        {
            Responders = Responders.Add(by);
            TellOf(now, at, "ResponderJoined", ("by", by), ("cycle", Cycle));
        }
    }

    private void TakeCharge(string by, Instant at, Instant now, bool isImplied)
    {
        AcknowledgedBy = by;
        WasAcknowledged = true;
        Watch(now);
        Responders = [];
        TellOf(now, at, "Acknowledged", ("by", by), ("implied", isImplied), ("cycle", Cycle));
        StopClock(ClockNames.Response, at, now);
        EndLadder(now);
    }

    /// <summary>A phase trigger while Active is an acknowledgement too.</summary>
    private void TakeChargeToo(string by, Instant at, Instant now)
    {
        if (IsActive && AcknowledgedBy is null)
        {
            TakeCharge(by, at, now, isImplied: true);
        }
    }

    private bool Work(ModelStep step, Instant at, Instant now)
    {
        if (step.Do == "addNote")
        {
            return Says(step, "text") && Done("NoteAdded", ("text", step.Text("text")));
        }

        switch (step.Do)
        {
            case "describeImpact":
                return DescribeImpact(step, at, now);
            case "addEvidence":
                return Says(step, "kind") && (Says(step, "link") || Says(step, "contentHash"))
                    && Done("EvidenceAdded", ("kind", step.Text("kind")), ("link", step.Text("link")), ("contentHash", step.Text("contentHash")), ("note", step.Text("note")));
            case "correct":
                return Says(step, "text") && step.Number("seq") <= Version && Done("EntryCorrected", ("corrects", step.Number("seq")), ("text", step.Text("text")));
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
                if (Phase != IncidentPhase.Reviewing || !isComplete)
                {
                    return false;
                }

                Won.Add(IncidentPhase.Reviewing);
                Done("ReviewCompleted", ("summary", step.Text("summary")), ("cause", step.Text("cause")));
                StopClock(Review, at, now);
                return true;
            case "sendUpdate":
                return SendUpdate(step, at, now);
            case "completeItem":
                return Settle(step, isDone: true, at, now);
            case "skipItem":
                return Says(step, "reason") && Settle(step, isDone: false, at, now);
            default:
                throw new InvalidOperationException($"The model does not know {step.Do}.");
        }

        bool Done(string happened, params IReadOnlyList<(string Name, object? Value)> fields)
        {
            TellOf(now, at, happened, [("by", step.By), .. fields]);
            return true;
        }
    }

    private bool DescribeImpact(ModelStep step, Instant at, Instant now)
    {
        if (!Says(step, "text"))
        {
            return false;
        }

        HasImpact = true;
        TellOf(now, at, "ImpactDescribed", ("by", step.By), ("text", step.Text("text")), ("users", step.Text("users")), ("data", step.Text("data")));
        Ask(Playbook.Opinion(step.Text("users"), step.Text("data"), step.Text("workaround")), at, now);
        return true;
    }

    private bool SendUpdate(ModelStep step, Instant at, Instant now)
    {
        var audience = step.Text("audience")!;
        var text = step.Text("text")!;
        if (string.IsNullOrWhiteSpace(text) || (audience == "external" && text.Contains('[', StringComparison.Ordinal)))
        {
            return false;
        }

        TellOf(now, at, "UpdateSent", ("by", step.By), ("audience", audience), ("text", text));
        if (audience == "external" && IsActive)
        {
            StopClock(Cadence, now, now);
            StartClock(Cadence, now, now);
        }

        IEnumerable<string> targets = audience == "external" ? [Playbook.Source.ExternalAudience] : Playbook.TeamOf(Level);
        Errands.Add(new ModelLookUp("update", Call: null, [.. targets.Select(target => new ModelTarget(target, []))]) { Audience = audience, Cycle = Cycle });
        return true;
    }

    private bool Settle(ModelStep step, bool isDone, Instant at, Instant now)
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
            TellOf(now, at, isDone ? "ItemCompleted" : "ItemSkipped", ("by", step.By), ("item", item));
        }

        return true;
    }
}
