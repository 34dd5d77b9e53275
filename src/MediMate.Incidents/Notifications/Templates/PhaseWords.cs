using System.Collections.Frozen;

namespace MediMate.Incidents;

/// <summary>The words by which templates speak of the phases, compared by words, ignoring case.</summary>
internal static class PhaseWords
{
    private static readonly FrozenDictionary<string, IncidentPhase> ByWords = Table(
        (IncidentPhase.Detected, ["Detection", "Detected", "Detecting", "Detect"]),
        (IncidentPhase.Assessing, ["Assessment", "Initial Assessment", "Assessed", "Assessing", "Assess", "Triage"]),
        (IncidentPhase.Containing, ["Containment", "Contained", "Containing", "Contain"]),
        (IncidentPhase.Investigating, ["Investigation", "Investigated", "Investigating", "Investigate", "Diagnosis"]),
        (IncidentPhase.Resolving, ["Resolution", "Resolved", "Resolving", "Resolve"]),
        (IncidentPhase.Communicating, ["Communication", "Communicated", "Communicating", "Communicate"]),
        (IncidentPhase.Reviewing, ["Review", "Reviewed", "Reviewing", "Post-Incident Review", "Incident Review", "Postmortem", "Post-mortem", "Retrospective"]),
        (IncidentPhase.Closed, ["Closed", "Closure", "Close"]),
        (IncidentPhase.Cancelled, ["Cancelled", "Canceled", "Cancellation", "Cancel"]));

    public static IncidentPhase? Find(string text) => ByWords.TryGetValue(Key(text), out var phase) ? phase : null;

    private static string Key(string text) => string.Join(' ', Words.Of(text));

    private static FrozenDictionary<string, IncidentPhase> Table(params (IncidentPhase Phase, string[] Words)[] rows) =>
        rows.SelectMany(row => row.Words.Select(word => KeyValuePair.Create(Key(word), row.Phase))).ToFrozenDictionary(StringComparer.Ordinal);
}
