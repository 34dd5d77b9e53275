using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What was found in a playbook's file, kept for the log of the host that runs it.</summary>
internal sealed record PlaybookRemarks(Playbook Playbook, ImmutableArray<PlaybookFinding> Findings);
