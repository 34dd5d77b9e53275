using MediMate.Incidents.Reading;
using NodaTime;

namespace MediMate.Incidents.Writing;

/// <summary>Writes the heartbeats; columns that none of them fills are left out.</summary>
internal static class HeartbeatWriter
{
    private static readonly (string Header, Func<HeartbeatDefinition, string> Cell)[] Columns =
    [
        ("Heartbeat", heartbeat => WrittenText.Of(heartbeat.Name, "|")),
        ("Every", heartbeat => DurationText.Format(heartbeat.Every)),
        ("Grace", heartbeat => heartbeat.Grace == Duration.Zero ? string.Empty : DurationText.Format(heartbeat.Grace)),
        ("Key", heartbeat => WrittenText.Of(heartbeat.Key ?? string.Empty, "|")),
        ("Match", heartbeat => TableWriter.Labels(heartbeat.Match)),
        ("Level", heartbeat => TableWriter.Level(heartbeat.Level ?? string.Empty)),
        ("Summary", heartbeat => WrittenText.Of(heartbeat.Summary ?? string.Empty, "|")),
        ("Labels", heartbeat => TableWriter.Labels(heartbeat.Labels)),
    ];

    public static void Write(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Heartbeats.IsEmpty)
        {
            return;
        }

        document.Heading(2, "Heartbeats");
        var columns = Columns.Where((column, index) => index < 2 || playbook.Heartbeats.Any(heartbeat => column.Cell(heartbeat).Length > 0)).ToList();
        document.Table([.. columns.Select(column => column.Header)], playbook.Heartbeats.Select(heartbeat => columns.Select(column => column.Cell(heartbeat)).ToArray()));
    }
}
