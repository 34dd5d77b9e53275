using System.Collections.Immutable;
using MediMate.Incidents.Documents;
using MediMate.Incidents.Sections;
using NodaTime;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the heartbeats: a row for each.</summary>
internal static class HeartbeatReader
{
    private const string Name = "Heartbeat";
    private const string Every = "Every";
    private const string Grace = "Grace";
    private const string Key = "Key";
    private const string Match = "Match";
    private const string Level = "Level";
    private const string Summary = "Summary";
    private const string Labels = "Labels";
    private const string Table = "heartbeats";

    private static readonly Column[] Columns =
    [
        new(Name, IsNeeded: true, "Name", "Monitor", "Signal"),
        new(Every, IsNeeded: true, "Period", "Interval", "Expected every"),
        new(Grace, IsNeeded: false, "Tolerance"),
        new(Key, IsNeeded: false, "Beat key"),
        new(Match, IsNeeded: false, "Beat labels", "Matches"),
        new(Level, IsNeeded: false, "Severity", "Severity Level"),
        new(Summary, IsNeeded: false, "Says", "Text"),
        new(Labels, IsNeeded: false, "Label"),
    ];

    public static ImmutableArray<HeartbeatDefinition> Read(ReadingContext context)
    {
        var heartbeats = ImmutableArray.CreateBuilder<HeartbeatDefinition>();
        foreach (var section in context.SectionsOf(SectionKind.Heartbeats))
        {
            foreach (var table in context.Tables(section))
            {
                context.Claim("the heartbeats", section);
                if (TableView.Open(context, table, Table, Columns) is { } view)
                {
                    heartbeats.AddRange(view.Rows().Select(line => Read(context, view, line)).OfType<HeartbeatDefinition>());
                }
            }
        }

        return heartbeats.ToImmutable();
    }

    private static HeartbeatDefinition? Read(ReadingContext context, TableView view, TableLine line)
    {
        var name = view.Needed(line, Name);
        if (view.Needed(line, Every) is null || name is null)
        {
            return null;
        }

        context.Log.Locate($"heartbeat \"{name}\"", context.PlaceOf(line[Name]));

        // A period that cannot be read is reported; any other stands in for it, so that the rest of the row is checked too.
        return new HeartbeatDefinition
        {
            Name = name,
            Every = ValueReader.Duration(context, line[Every], $"The period of heartbeat \"{name}\"") ?? Duration.FromDays(1),
            Grace = line[Grace].IsBlank ? Duration.Zero : ValueReader.Duration(context, line[Grace], $"The grace of heartbeat \"{name}\"", allowsZero: true) ?? Duration.Zero,
            Key = Text(context, line[Key]),
            Match = [.. ValueReader.Labels(context, line[Match])],
            Level = line[Level].IsBlank ? null : SeverityReader.SplitName(context, line[Level]).Name,
            Summary = Text(context, line[Summary]),
            Labels = [.. ValueReader.Labels(context, line[Labels])],
        };
    }

    private static string? Text(ReadingContext context, Piece cell) => cell.IsBlank ? null : context.Text(cell);
}
