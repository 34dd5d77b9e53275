using MediMate.Incidents.Testing;
using Spectre.Console;

namespace MediMate.Incidents.Cli;

/// <summary>Prints what happened as a table: time, event, incident, details.</summary>
internal static class LineTable
{
    private const int Width = 160;

    public static void Write(IEnumerable<OutputLine> lines, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Interactive = InteractionSupport.No,
        });
        if (Console.IsOutputRedirected || output != Console.Out)
        {
            console.Profile.Width = Width;
        }

        var table = new Table().Border(TableBorder.Minimal);
        table.AddColumn(new TableColumn("time").NoWrap());
        table.AddColumn(new TableColumn("event").NoWrap());
        table.AddColumn(new TableColumn("incident").NoWrap());
        table.AddColumn("details");
        foreach (var line in lines)
        {
            // Texts of people are no markup.
            table.AddRow(new Text(line["at"]!), new Text(line.Event), new Text(line.Incident ?? string.Empty), new Text(line.Details));
        }

        console.Write(table);
    }
}
