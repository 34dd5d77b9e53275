using System.Globalization;

namespace MediMate.Incidents.Cli;

/// <summary>Prints how much an archive holds.</summary>
internal static class CountsText
{
    public static string Of(ArchiveCounts counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"incidents: {counts.Incidents}\nevents: {counts.Events}\noutbox rows: {counts.OutboxRows}\nplaybooks: {counts.Playbooks}\n"
        + $"checkpoints: {counts.Checkpoints}\ntombstones: {counts.Tombstones}\n"
        + $"subjects: {counts.Subjects}\nreceipts: {counts.Receipts}\n");
}
