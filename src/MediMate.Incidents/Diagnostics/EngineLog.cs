using Microsoft.Extensions.Logging;

namespace MediMate.Incidents;

/// <summary>What the engine writes to the log: ids MMI6xxx, which never change their meaning. No personal values.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(6001, LogLevel.Warning, "MMI6001: incidents are kept in memory; they are gone when this process ends.")]
    public static partial void KeepsNothing(ILogger logger);

    [LoggerMessage(6002, LogLevel.Error, "MMI6002: a round of {Loop} failed; it is tried again.")]
    public static partial void RoundFailed(ILogger logger, Exception exception, string loop);

    [LoggerMessage(6003, LogLevel.Error, "MMI6003: the tick of {Kind} {SubjectId} failed; it is tried again later.")]
    public static partial void TickFailed(ILogger logger, Exception exception, SubjectKind kind, Guid subjectId);

    [LoggerMessage(6004, LogLevel.Warning, "MMI6004: an observer, {Observer}, failed.")]
    public static partial void ObserverFailed(ILogger logger, Exception exception, string observer);

    [LoggerMessage(6005, LogLevel.Warning, "MMI6005: the contact directory did not answer; its last answer stands in for it, else the playbook's contact.")]
    public static partial void LookUpFailed(ILogger logger, Exception exception);

    [LoggerMessage(6006, LogLevel.Error, "MMI6006: the outbox row {Key} failed; it is taken up again when its lease ends.")]
    public static partial void RowFailed(ILogger logger, Exception exception, string key);

    [LoggerMessage(6007, LogLevel.Warning, "MMI6007: channel {Channel} failed to send {Key}.")]
    public static partial void SendFailed(ILogger logger, Exception exception, string channel, string key);

    [LoggerMessage(6008, LogLevel.Information, "MMI6008: {Kind} {Key} on channel log: {Body}")]
    public static partial void Message(ILogger logger, MessageKind kind, string key, string body);

    [LoggerMessage(6009, LogLevel.Warning, "MMI6009: the playbook has {Count} warning(s); \"medimate-incidents lint\" shows them all. The first: {Finding}")]
    public static partial void PlaybookHasWarnings(ILogger logger, int count, PlaybookFinding finding);

    [LoggerMessage(6010, LogLevel.Warning, "MMI6010: {SubjectId} could not be put off; it is tried again when its lease ends.")]
    public static partial void PostponeFailed(ILogger logger, Exception exception, Guid subjectId);

    [LoggerMessage(6011, LogLevel.Warning, "MMI6011: the lease of {Key} could not be prolonged; another node may send it too.")]
    public static partial void ExtendFailed(ILogger logger, Exception exception, string key);

    [LoggerMessage(6012, LogLevel.Warning, "MMI6012: checkpoints are written without a signature; set SigningKey, and keep the key from those who can write to the database.")]
    public static partial void CheckpointsNotSigned(ILogger logger);

    [LoggerMessage(6013, LogLevel.Warning, "MMI6013: what health check {Check} says could not be taken in; it is tried again with the next report.")]
    public static partial void HealthCheckNotTold(ILogger logger, Exception exception, string check);

    [LoggerMessage(6014, LogLevel.Warning, "MMI6014: the heartbeat {Heartbeat} failed; the next one is given in its time.")]
    public static partial void HeartbeatFailed(ILogger logger, Exception exception, string heartbeat);

    [LoggerMessage(6015, LogLevel.Warning, "MMI6015: the heartbeat {Heartbeat} still hangs; it is left alone, and no other waits for it.")]
    public static partial void HeartbeatHangs(ILogger logger, string heartbeat);

    [LoggerMessage(6016, LogLevel.Error, "MMI6016: no heartbeat is given: {Problem}.")]
    public static partial void NoHeartbeat(ILogger logger, string problem);

    [LoggerMessage(6022, LogLevel.Critical, "MMI6022: {Incident} is in quarantine: its ticks failed three times. They are tried again ever later; the emergency contact is called.")]
    public static partial void Quarantined(ILogger logger, string incident);

    [LoggerMessage(6023, LogLevel.Error, "MMI6023: the emergency contact could not be called to {SubjectId}, whose ticks fail; it is tried again with the next.")]
    public static partial void QuarantineNotReported(ILogger logger, Exception exception, Guid subjectId);

    [LoggerMessage(6024, LogLevel.Error, "MMI6024: {Command} of {Incident} was done without its deadlines, which cannot be done.")]
    public static partial void DeadlinesSkipped(ILogger logger, Exception exception, string command, string? incident);

    [LoggerMessage(6025, LogLevel.Error, "MMI6025: {Part}, a part of the host, threw about {Incident}; it was ignored.")]
    public static partial void HostPartFailed(ILogger logger, Exception exception, string part, string? incident);

    [LoggerMessage(6017, LogLevel.Error, "MMI6017: the heartbeats of the playbook could not be watched; it is tried again in a minute.")]
    public static partial void HeartbeatsNotWatched(ILogger logger, Exception exception);

    [LoggerMessage(6030, LogLevel.Warning, "MMI6030: the key for acknowledgement tokens could not be had from the store; pages go out without a token.")]
    public static partial void NoSigningKey(ILogger logger, Exception exception);

    [LoggerMessage(6031, LogLevel.Warning, "MMI6031: how the store's work stands could not be read; figures show what was read before.")]
    public static partial void HealthNotRead(ILogger logger, Exception exception);

    [LoggerMessage(6032, LogLevel.Warning, "MMI6032: the template renderer failed for {Key}; the engine renders a message to people of the company itself.")]
    public static partial void RendererFailed(ILogger logger, Exception exception, string key);

    [LoggerMessage(6033, LogLevel.Warning, "MMI6033: the audience directory did not answer; the playbook's roles and contacts stand in for it.")]
    public static partial void AudienceFailed(ILogger logger, Exception exception);
}
