using NodaTime;

namespace MediMate.Incidents;

/// <summary>Decides the two ends of sending a message: whether it is still wanted, and what came of it.</summary>
internal static class Sending
{
    private const string LostRemark = "; it may have been sent";

    /// <summary>Marks a message as being sent, after looking again whether it is wanted. Committed before the channel is called.</summary>
    public static Rejection? Begin(IncidentDraft draft)
    {
        if (draft.Inputs.Row is not OutboxMessage { IsPending: true } message || message.NotBefore > draft.Now)
        {
            return null;
        }

        // A row that is marked already was lost with its node: it is looked at as a new one.
        var wasLost = message.Status == OutboxStatus.Sending;
        if (message is { Kind: MessageKind.Page, Escalation: { } position } && WhyNotPage(draft.Incident, position) is { } reason)
        {
            draft.Put(message with { Status = OutboxStatus.Suppressed, Reason = wasLost ? reason + LostRemark : reason });
            return null;
        }

        // Texts stay live, and so does the impact: what could go out when it was written may not any more.
        if (message is { Audience: MessageAudience.External, Body: null }
            && MessageRenderer.Unfit(draft.Inputs.CurrentPlaybook, draft.Incident, message.Text ?? string.Empty) is { IsEmpty: false } unfit)
        {
            var failure = $"MMI4006: the message to users cannot go out: {string.Join("; ", unfit)}.";
            draft.Put(message with { Status = OutboxStatus.Failed, Reason = failure });
            return null;
        }

        draft.Put(message with
        {
            Status = OutboxStatus.Sending,
            Body = message.Body ?? Render(draft, message),
            NotBefore = draft.Now + SendingLease(draft),
        });
        return null;
    }

    /// <summary>Records what came of it. When the last page of a step failed, the ladder moves on.</summary>
    public static Rejection? Complete(CompleteSending command, IncidentDraft draft)
    {
        if (draft.Inputs.Row is not OutboxMessage { Status: OutboxStatus.Sending } message)
        {
            return null;
        }

        draft.Put(message with { Status = command.Result.IsDelivered ? OutboxStatus.Done : OutboxStatus.Failed, Reason = command.Result.Detail });
        if (command.Result.IsDelivered)
        {
            TellThatUsersKnow(message, draft);
        }
        else if (message is { Kind: MessageKind.Page, Escalation: { } step }
            && WhyNotPage(draft.Incident, step) is null
            && draft.Inputs.Siblings.All(sibling => sibling.Status == OutboxStatus.Failed)
            && StepMoves.IsNextOfSameLoop(draft.Incident.Ladder!, step))
        {
            draft.Emit(StepMoves.Ran(draft, step, [], $"no page of this step could be delivered: {command.Result.Detail}"));
        }

        return null;
    }

    /// <summary>Says why a page is no longer wanted.</summary>
    /// <returns>The reason, or <see langword="null"/> while it is.</returns>
    public static string? WhyNotPage(Incident incident, EscalationPosition position) =>
        incident switch
        {
            { IsActive: false } => "the incident is no longer active",
            { IsAcknowledged: true } => "acknowledged",
            { Ladder: { } ladder } when ladder.Epoch == position.Epoch && !ladder.IsEnded => null,
            _ => "the ladder has ended",
        };

    /// <summary>A page always comes out: a renderer that fails gives way to a plain text.</summary>
    private static string Render(IncidentDraft draft, OutboxMessage message)
    {
        try
        {
            return MessageRenderer.Render(draft.Playbook, draft.Inputs.CurrentPlaybook, draft.Incident, message);
        }
#pragma warning disable CA1031 // Rendering never prevents or delays a page, whatever goes wrong in it.
        catch (Exception) when (message.Audience != MessageAudience.External)
#pragma warning restore CA1031
        {
            return $"{draft.Incident.Severity.Level} {draft.Incident.Reference}: {draft.Incident.Summary}";
        }
    }

    /// <summary>Long enough for the channel's time-out to be recorded first.</summary>
    private static Duration SendingLease(IncidentDraft draft) => Duration.FromTimeSpan(draft.Inputs.Options.SendTimeout * 2);

    private static void TellThatUsersKnow(OutboxMessage message, IncidentDraft draft)
    {
        var incident = draft.Incident;
        if (message is { Audience: MessageAudience.External, Kind: MessageKind.Update }
            && !incident.Phase.IsEnded()
            && !incident.Facts.HasFlag(LifecycleFacts.UsersTold)
            && message.QueuedAt >= incident.CycleStartedAt)
        {
            draft.Emit(new UsersTold { Reason = "an update was delivered", Link = message.Key });
        }
    }
}
