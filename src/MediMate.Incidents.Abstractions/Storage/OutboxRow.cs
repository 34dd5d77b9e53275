using NodaTime;

namespace MediMate.Incidents;

/// <summary>Something that must reach the outside: written in the commit of the event that caused it, done after.</summary>
public abstract record OutboxRow
{
    private protected OutboxRow()
    {
    }

    /// <summary>Gets the key, made from the cause: the same cause never leaves two rows.</summary>
    /// <value>For instance <c>INC-1/5/ben/sms</c>.</value>
    public required string Key { get; init; }

    /// <summary>Gets the incident.</summary>
    public required IncidentId IncidentId { get; init; }

    /// <summary>Gets the incident's reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Gets the sequence number of the event that caused it.</summary>
    public required long Cause { get; init; }

    /// <summary>Gets when it was written.</summary>
    public required Instant QueuedAt { get; init; }

    /// <summary>Gets where it stands.</summary>
    public OutboxStatus Status { get; init; }

    /// <summary>Gets when it may next be taken up.</summary>
    /// <value>While it is being sent: when it counts as lost and is taken up again.</value>
    public required Instant NotBefore { get; init; }

    /// <summary>Gets the step of a ladder to which it belongs.</summary>
    public EscalationPosition? Escalation { get; init; }

    /// <summary>Gets as long as what holds it is wanted: it is looked at again when sending begins.</summary>
    public MessageCondition Condition { get; init; }

    /// <summary>Gets the epoch of the ladder with which it ends.</summary>
    /// <value>Zero unless <see cref="Condition"/> is <see cref="MessageCondition.Climbing"/>.</value>
    public int Epoch { get; init; }

    /// <summary>Gets the breach of which it tells: it is not wanted any more when the breach is withdrawn.</summary>
    /// <value><see langword="null"/> for what is about no breach.</value>
    public ToldBreach? Breach { get; init; }

    /// <summary>Gets what a message of this row wants of its reader.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>Gets whom a message of this row is for.</summary>
    public required MessageAudience Audience { get; init; }

    /// <summary>Gets the text that its author or the engine gave; the template, where there is one, is put around it.</summary>
    public string? Text { get; init; }

    /// <summary>Gets why it was suppressed or failed, why its last attempt failed, or what else is to be known of its end.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets a value indicating whether it still has to be done.</summary>
    public bool IsPending => Status is OutboxStatus.Waiting or OutboxStatus.Sending;
}
