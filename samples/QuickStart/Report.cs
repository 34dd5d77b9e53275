using System.Globalization;
using MediMate.Incidents.Testing;
using Spectre.Console;

namespace MediMate.Incidents.Samples;

/// <summary>Shows what happened.</summary>
public static class Report
{
    public static void Write(IAnsiConsole console, Playbook playbook, IncidentHarness harness, IncidentExplanation explanation)
    {
        var incident = explanation.Incident;
        console.Write(new Rule($"[bold]{incident.Reference} {incident.Severity.Level}[/] {Markup.Escape(incident.Summary)}").LeftJustified());
        WriteSeverity(console, incident);
        WriteTimeline(console, harness);
        WriteMessages(console, harness);
        WriteClocks(console, explanation);
        console.Write(new Rule("The phases, from the machine that ran (Mermaid)").LeftJustified());
        console.WriteLine(PhaseDiagram.ToMermaid(playbook));
        console.WriteLine($"{incident.Reference} is {incident.Phase}.");
    }

    private static void WriteSeverity(IAnsiConsole console, Incident incident)
    {
        console.MarkupLine($"Why [bold]{incident.Severity.Level}[/]:");
        foreach (var opinion in incident.Severity.Opinions)
        {
            console.MarkupLineInterpolated($"  {opinion.Policy}: {opinion.Level}, because {opinion.Reason}");
        }
    }

    private static void WriteTimeline(IAnsiConsole console, IncidentHarness harness)
    {
        console.Write(new Rule("Timeline").LeftJustified());

        // Messages have a part of their own below.
        foreach (var line in harness.Lines.Where(line => line["seq"] is not null))
        {
            console.MarkupLineInterpolated($"[grey]{line["at"]}[/] [bold]{line.Event}[/] {line.Details.ReplaceLineEndings(" / ")}");
        }
    }

    private static void WriteMessages(IAnsiConsole console, IncidentHarness harness)
    {
        console.Write(new Rule("Messages as sent").LeftJustified());
        foreach (var sent in harness.Messages)
        {
            console.MarkupLineInterpolated($"[bold]{sent.Message.Kind}[/] to {sent.Message.To} ({sent.Message.Key})");
            console.WriteLine($"    {sent.Message.Body.ReplaceLineEndings("\n    ")}");
        }
    }

    private static void WriteClocks(IAnsiConsole console, IncidentExplanation explanation)
    {
        console.Write(new Rule("Clocks").LeftJustified());
        foreach (var clock in explanation.Clocks)
        {
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"{clock.Clock.Name} #{clock.Clock.Instance}: [bold]{clock.Clock.Result}[/], worked {clock.Worked} of {clock.Clock.Target}, {clock.WhyNotRunning}");
        }
    }
}
