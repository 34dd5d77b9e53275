using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Makes outbox rows, each with a key from its cause.</summary>
internal static class OutboxRows
{
    /// <summary>Asks the contact directory who is behind some names.</summary>
    public static OutboxLookUp LookUp(
        IncidentDraft draft,
        long cause,
        MessageKind kind,
        MessageAudience audience,
        ImmutableArray<EscalationTarget> targets,
        string? text,
        EscalationPosition? escalation = null) => new()
        {
            Key = LookUpKey(draft.Incident.Reference, cause),
            IncidentId = draft.Incident.Id,
            Reference = draft.Incident.Reference,
            Cause = cause,
            QueuedAt = draft.Incident.UpdatedAt,
            NotBefore = MayGoOutAt(draft, kind),
            Escalation = escalation,
            Kind = kind,
            Audience = audience,
            Targets = targets,
            Text = text,
        };

    /// <summary>Pages and notes of a level that delivers by calendar wait for its next opening: who is on call is asked then.</summary>
    private static Instant MayGoOutAt(IncidentDraft draft, MessageKind kind) => kind is MessageKind.Page or MessageKind.Note
        ? draft.Playbook.FindLevel(draft.Incident.Severity.Level)?.MayGoOutAt(draft.Now) ?? draft.Now
        : draft.Now;

    public static string LookUpKey(string reference, long cause) => $"{reference}/{cause}/look-up";

    /// <summary>Makes the message that a look-up leads to.</summary>
    public static OutboxMessage Message(IncidentDraft draft, OutboxLookUp lookUp, long cause, ResolvedTarget to) => new()
    {
        Key = $"{lookUp.Reference}/{cause}/{to.Person}/{to.Channel}",
        IncidentId = lookUp.IncidentId,
        Reference = lookUp.Reference,
        Cause = cause,
        QueuedAt = draft.Incident.UpdatedAt,
        NotBefore = draft.Now,
        ExpiresAt = draft.Now + Retrying.ExpiryOf(lookUp.Kind, draft.Inputs.Options),
        Escalation = lookUp.Escalation,
        Condition = lookUp.Condition,
        Epoch = lookUp.Epoch,
        Breach = lookUp.Breach,
        Kind = lookUp.Kind,
        Audience = lookUp.Audience,
        Text = lookUp.Text,
        To = to.Person,
        Channel = to.Channel,
        Address = to.Address,
        ReaderLanguage = to.Language,
        Offer = lookUp.Kind == MessageKind.Page ? OfferOf(draft) : null,
    };

    /// <summary>A token counts from now for a while; in it are whole seconds, and none of them is cut off.</summary>
    private static AcknowledgementOffer OfferOf(IncidentDraft draft)
    {
        var end = draft.Incident.UpdatedAt + Duration.FromTimeSpan(draft.Inputs.Options.AcknowledgementTokenLife);
        var seconds = end.ToUnixTimeSeconds();
        var whole = Instant.FromUnixTimeSeconds(seconds);
        return new AcknowledgementOffer { Cycle = draft.Incident.Cycle, ExpiresAt = whole == end ? whole : Instant.FromUnixTimeSeconds(seconds + 1) };
    }
}
