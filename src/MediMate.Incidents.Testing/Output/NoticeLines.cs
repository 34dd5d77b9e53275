namespace MediMate.Incidents.Testing;

/// <summary>What happens beside the incidents: silences and heartbeats.</summary>
internal static class NoticeLines
{
    /// <summary>Lists the fields of a notice.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="silenceName">Gives the name that a silence has in the script.</param>
    public static LineFields Of(EngineNotice notice, Func<Guid, string?> silenceName) => notice switch
    {
        SilenceStarted e => new LineFields
        {
            { "silence", silenceName(e.SilenceId) },
            { "match", e.Match },
            { "until", e.Until },
            { "by", e.Actor.Id },
            { "reason", e.Reason },
        },
        SilenceEnded e => new LineFields { { "silence", silenceName(e.SilenceId) }, { "match", e.Match }, { "by", e.Actor.Id } },
        HeartbeatMissed e => new LineFields { { "monitor", e.Monitor } },
        HeartbeatReturned e => new LineFields { { "monitor", e.Monitor } },
        _ => [],
    };
}
