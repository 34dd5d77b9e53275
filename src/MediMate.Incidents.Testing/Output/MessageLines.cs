namespace MediMate.Incidents.Testing;

/// <summary>The fate of messages: queued, put off, sent, suppressed, failed. Look-ups and the beginning of sending give no lines.</summary>
internal static class MessageLines
{
    public const string Queued = "MessageQueued";
    public const string PutOff = "MessagePutOff";
    public const string Sent = "MessageSent";
    public const string Suppressed = "MessageSuppressed";
    public const string Failed = "MessageFailed";

    /// <summary>Names the line that a row gives as it stands now.</summary>
    /// <returns>The event's name, or <see langword="null"/> for none.</returns>
    public static string? NameOf(OutboxRow row) => row is not OutboxMessage message
        ? null
        : row.Status switch
        {
            OutboxStatus.Waiting when message.Attempts > 0 => PutOff,
            OutboxStatus.Waiting => Queued,
            OutboxStatus.Done => Sent,
            OutboxStatus.Suppressed => Suppressed,
            OutboxStatus.Failed => Failed,
            _ => null,
        };

    public static LineFields Of(OutboxMessage message)
    {
        var fields = new LineFields();
        fields.AddWord("kind", message.Kind);
        fields.AddWord("audience", message.Audience);
        fields.Add("to", message.To);
        fields.Add("channel", message.Channel);
        fields.Add("cause", message.Cause);
        fields.Add("key", message.Key);
        fields.Add("reason", message.Reason);
        if (message.Attempts > 1 || NameOf(message) == PutOff)
        {
            fields.Add("attempts", message.Attempts);
        }

        fields.Add("language", message.Status == OutboxStatus.Done ? message.Language : null);
        fields.Add("body", message.Status == OutboxStatus.Done ? message.Body : null);
        return fields;
    }
}
