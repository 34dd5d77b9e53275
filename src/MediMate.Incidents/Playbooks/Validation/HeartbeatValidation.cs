namespace MediMate.Incidents;

/// <summary>The checks on the heartbeats.</summary>
internal static class HeartbeatValidation
{
    public static void Check(Playbook playbook, KnownNames known, List<PlaybookFinding> findings)
    {
        foreach (var heartbeat in playbook.Heartbeats)
        {
            TimeValidation.Check($"The period of heartbeat \"{heartbeat.Name}\"", heartbeat.Every, findings);
            TimeValidation.Check($"The grace of heartbeat \"{heartbeat.Name}\"", heartbeat.Grace, findings, allowsZero: true);
            if (heartbeat.Level is { } level && !known.HasLevel(level))
            {
                findings.Add(PlaybookFindings.UnknownLevel($"Heartbeat \"{heartbeat.Name}\"", level, playbook));
            }
        }
    }
}
