using NodaTime;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Outbox rows made by hand.</summary>
internal static class SampleRows
{
    /// <summary>Makes a waiting message; its key is made of the incident's reference and a name.</summary>
    public static OutboxMessage Message(Incident incident, string name, Instant? notBefore = null, long cause = 1, string channel = "sms") => new()
    {
        Key = $"{incident.Reference}/{name}",
        IncidentId = incident.Id,
        Reference = incident.Reference,
        Cause = cause,
        QueuedAt = SampleTime.Start,
        NotBefore = notBefore ?? SampleTime.Start,
        Kind = MessageKind.Page,
        Audience = MessageAudience.Responders,
        To = "ben",
        Channel = channel,
        Address = "+60123456789",
    };

    /// <summary>Makes a waiting look-up.</summary>
    public static OutboxLookUp LookUp(Incident incident, string name, Instant? notBefore = null, long cause = 1) => new()
    {
        Key = $"{incident.Reference}/{name}",
        IncidentId = incident.Id,
        Reference = incident.Reference,
        Cause = cause,
        QueuedAt = SampleTime.Start,
        NotBefore = notBefore ?? SampleTime.Start,
        Kind = MessageKind.Page,
        Audience = MessageAudience.Responders,
        Targets = [new EscalationTarget { Name = "On-call Engineer", Channels = ["sms"] }],
    };

    /// <summary>Makes a message with every member set.</summary>
    public static OutboxMessage FullMessage(Incident incident) => Message(incident, "full-message") with
    {
        Status = OutboxStatus.Sending,
        QueuedAt = SampleTime.At(1) + Duration.FromNanoseconds(1000),
        NotBefore = SampleTime.At(90) + Duration.FromNanoseconds(999_999_000),
        Escalation = new EscalationPosition { Epoch = 2, Loop = 3, Step = 4 },
        Kind = MessageKind.Update,
        Audience = MessageAudience.External,
        Text = SampleText.Hard,
        Reason = "may have been sent",
        Address = "ben+\"pager\"@example.org",
        ReaderLanguage = "ms-MY",
        Attempts = 7,
        BundledInto = SampleText.Hard,
        Bundles = 297,
        Undeliverable = SampleText.Hard,
        ExpiresAt = SampleTime.At(95) + Duration.FromNanoseconds(999_999_000),
        Condition = MessageCondition.Climbing,
        Epoch = int.MaxValue,
        Breach = new ToldBreach { Clock = "response", Instance = 2, Due = SampleTime.Latest },
        Offer = new AcknowledgementOffer { Cycle = 2, ExpiresAt = SampleTime.At(86_400) },
        Body = SampleText.Long,
        Format = MessageFormat.Html,
        Language = "ms",
    };

    /// <summary>Makes a look-up with every member set.</summary>
    public static OutboxLookUp FullLookUp(Incident incident) => LookUp(incident, "full-look-up") with
    {
        Status = OutboxStatus.Failed,
        QueuedAt = SampleTime.At(2) + Duration.FromNanoseconds(1000),
        NotBefore = SampleTime.At(91) + Duration.FromNanoseconds(999_999_000),
        Escalation = new EscalationPosition { Epoch = 1, Loop = 1, Step = 2 },
        Kind = MessageKind.Note,
        Audience = MessageAudience.Internal,
        Text = SampleText.Hard,
        Reason = "nobody answers",
        Condition = MessageCondition.Always,
        Epoch = 3,
        Breach = new ToldBreach { Clock = "response", Instance = 2, Due = SampleTime.Latest },
        Withdraws = new ToldBreach { Clock = "resolution", Instance = int.MaxValue, Due = SampleTime.Latest },
        Targets = [new EscalationTarget { Name = "On-call Engineer", Channels = ["sms", "mail"] }, new EscalationTarget { Name = "Störungsdienst" }],
    };
}
