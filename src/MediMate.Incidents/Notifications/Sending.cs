namespace MediMate.Incidents;

/// <summary>Decides the two ends of sending a message: whether it is still wanted, and what came of it.</summary>
internal static class Sending
{
    /// <summary>What is said of a message whose node died after the mark.</summary>
    public const string LostRemark = "; it may have been sent";

    /// <summary>Marks a message as being sent, after looking again whether it is wanted. Committed before the channel is called.</summary>
    public static Rejection? Begin(BeginSending command, IncidentDraft draft)
    {
        if (draft.Inputs.Row is not OutboxMessage { IsPending: true } message || message.NotBefore > draft.Now)
        {
            return null;
        }

        if (message is { Bundle: not null, Undeliverable: null })
        {
            Bundling.Begin(command, draft, message);
            return null;
        }

        // A row that is marked already was lost with its node: it is looked at as a new one.
        var wasLost = message.Status == OutboxStatus.Sending;
        if (WhyNot(draft.Incident, message) is { } reason)
        {
            draft.Put(message with { Status = OutboxStatus.Suppressed, Reason = wasLost ? reason + LostRemark : reason });
            return null;
        }

        if (message.Undeliverable is { } failed)
        {
            Fail(draft, message, failed);
            return null;
        }

        if (message.ExpiresAt <= draft.Now)
        {
            Fail(draft, message, Retrying.Expired(message) + (wasLost ? LostRemark : string.Empty));
            return null;
        }

        if (message.Body is null && command.Rendered is { } made && made.Version != draft.LoadedVersion)
        {
            // The incident has moved on since: the renderer is asked again about what it is now.
            return null;
        }

        if (!Bundling.Hold(draft, message))
        {
            Mark(command, draft, message);
        }

        return null;
    }

    /// <summary>Renders a message that was never begun, and marks it as being sent.</summary>
    public static void Mark(BeginSending command, IncidentDraft draft, OutboxMessage message)
    {
        var rendered = message;
        if (message.Body is null && WhyNotRender(command, draft, message, out rendered) is { } failure)
        {
            draft.Put(message with { Status = OutboxStatus.Failed, Reason = $"MMI4006: the message to users cannot go out: {failure}." });
            return;
        }

        draft.Put(rendered with
        {
            Status = OutboxStatus.Sending,
            NotBefore = draft.Now + SendingLease.Of(draft.Inputs.Options),
            Attempts = message.Attempts + 1,
        });
    }

    /// <summary>Records what came of it: a message whose channel fails in a way that passes waits for its next attempt.</summary>
    public static Rejection? Complete(CompleteSending command, IncidentDraft draft)
    {
        if (draft.Inputs.Row is not OutboxMessage { Status: OutboxStatus.Sending } message)
        {
            return null;
        }

        var result = command.Result;
        if (message.Bundles > 0)
        {
            Bundling.Complete(message, result, draft);
        }
        else if (result.IsDelivered)
        {
            draft.Put(message with { Status = OutboxStatus.Done, Reason = result.Detail });
            TellThatUsersKnow(message, draft);
        }
        else if (!result.IsTransient)
        {
            Fail(draft, message, result.Detail!);
        }
        else if (WhyNot(draft.Incident, message) is { } reason)
        {
            draft.Put(message with { Status = OutboxStatus.Suppressed, Reason = $"{reason}; the last attempt failed: {result.Detail}" });
        }
        else if (Retrying.WhyNot(message, result, draft) is { } end)
        {
            Fail(draft, message, end);
        }
        else
        {
            draft.Put(message with { Status = OutboxStatus.Waiting, NotBefore = Retrying.NextAt(message, result, draft.Now), Reason = result.Detail });
        }

        return null;
    }

    /// <summary>Records that a message failed for good. When it was the last page of its step, the ladder moves on.</summary>
    private static void Fail(IncidentDraft draft, OutboxMessage message, string reason)
    {
        draft.Put(message with { Status = OutboxStatus.Failed, Reason = reason });
        if (message is { Kind: MessageKind.Page, Escalation: { } step }
            && WhyNot(draft.Incident, message) is null
            && draft.Inputs.Siblings.All(sibling => sibling.Status == OutboxStatus.Failed)
            && StepMoves.IsNextOfSameLoop(draft.Incident.Ladder!, step))
        {
            draft.Emit(StepMoves.Ran(draft, step, [], $"no page of this step could be delivered: {reason}"));
        }
    }

    /// <summary>Says why a page, or a look-up for one, is no longer wanted.</summary>
    /// <returns>The reason, or <see langword="null"/> while it is.</returns>
    public static string? WhyNot(Incident incident, OutboxRow row) => row switch
    {
        { Breach: { } breach } when Withdrawals.IsWithdrawn(incident, breach) => "the breach was withdrawn",
        { Condition: MessageCondition.Always } or { Condition: MessageCondition.ByKind, Kind: not MessageKind.Page } => null,
        _ when !incident.IsActive => "the incident is no longer active",
        { Condition: MessageCondition.Active } => null,
        { Condition: MessageCondition.Climbing } => WhyNotOfLadder(incident, row.Epoch),
        { Escalation: { } position } => WhyNotOfLadder(incident, position.Epoch),

        // A page that belongs to no ladder asks about a suggested level, whoever has acknowledged.
        _ when !incident.Suggestions.Any(suggestion => !suggestion.IsAnswered && (suggestion.Sequence == row.Cause || suggestion.EscalatedIn == row.Cause)) =>
            "the suggestion is answered",
        _ => null,
    };

    private static string? WhyNotOfLadder(Incident incident, int epoch) => incident switch
    {
        { IsAcknowledged: true } => "acknowledged",
        { Ladder: { } ladder } when ladder.Epoch == epoch && !ladder.IsEnded => null,
        _ => "the ladder has ended",
    };

    /// <summary>
    /// Renders the body, once and for all. A message to responders always comes out: a renderer that fails gives way to a plain text. One to
    /// users outside comes out whole or not at all.
    /// </summary>
    /// <returns>Why it cannot go out, or <see langword="null"/>.</returns>
    private static string? WhyNotRender(BeginSending command, IncidentDraft draft, OutboxMessage message, out OutboxMessage rendered)
    {
        rendered = message;
        var format = command.Format;
        var live = draft.Inputs.CurrentPlaybook;
        RenderedMessage body;
        try
        {
            // Texts stay live, and so does the impact: what could go out when it was written may not any more.
            if (message.Audience == MessageAudience.External && MessageRenderer.Unfit(live, draft.Incident, message) is { IsEmpty: false } unfit)
            {
                return string.Join("; ", unfit);
            }

            if (message.Audience == MessageAudience.External && WhyNotToUsers(command.Rendered, format) is { } cannot)
            {
                return cannot;
            }

            body = command.Rendered is { Body: { } made } host
                ? new RenderedMessage(made, host.Language)
                : MessageRenderer.Render(draft.Playbook, live, draft.Incident, message, format);
        }
#pragma warning disable CA1031 // Rendering never prevents or delays a page, whatever goes wrong in it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (message.Audience == MessageAudience.External)
            {
                return $"it cannot be rendered ({exception.GetType().Name})";
            }

            body = MessageRenderer.BuiltIn(draft.Incident, format);
        }

        rendered = message with { Body = AcknowledgementLinks.AddTo(body.Body, command.Link, format), Format = format, Language = body.Language };
        return null;
    }

    /// <summary>Says why what a host's renderer made cannot go out to users: whatever it is, they see no blank and no bracket.</summary>
    private static string? WhyNotToUsers(HostBody? rendered, MessageFormat format) => rendered switch
    {
        null => null,
        { Failure: { } failure } => failure,
        { Body: { } body } when HostBodies.ShowsBracket(body, format) => "what the renderer made shows a bracket",
        _ => null,
    };

    private static void TellThatUsersKnow(OutboxMessage message, IncidentDraft draft)
    {
        var incident = draft.Incident;
        if (message is { Audience: MessageAudience.External, Kind: MessageKind.Update }
            && !incident.Phase.IsEnded()
            && !incident.Facts.HasFlag(LifecycleFacts.UsersTold)
            && message.Cause > incident.CycleSequence)
        {
            draft.Emit(new UsersTold { Reason = "an update was delivered", Link = message.Key });
        }
    }
}
