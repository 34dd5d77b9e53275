using System.Collections.Immutable;
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

    /// <summary>Shows what is kept: the incidents of earlier runs, and that nothing of it was changed.</summary>
    public static async Task WriteStoreAsync(IAnsiConsole console, Choice choice, ImmutableArray<Incident> earlier)
    {
        await using var store = choice.Open();
        if (store is null)
        {
            console.WriteLine("Kept in memory: it is gone now. Run it with --store sqlite to keep it.");
            return;
        }

        console.Write(new Rule(Markup.Escape($"Kept in {(choice.Store == "sqlite" ? choice.Database : "PostgreSQL")}")).LeftJustified());
        console.WriteLine(earlier.IsEmpty ? "From earlier runs: nothing. Run it again." : "From earlier runs:");
        foreach (var incident in earlier)
        {
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"  [bold]{incident.Reference}[/] {incident.Severity.Level} {incident.Phase}, declared {incident.DeclaredAt}: {incident.Summary}");
        }

        await store.CheckpointAsync();
        var verification = await store.VerifyAsync();
        console.WriteLine(verification.IsSound
            ? $"Verified: {verification.Incidents} incident(s), {verification.Events} events, {verification.Checkpoints} checkpoint(s), all sound."
            : $"Verified: {verification.FirstFault!.Message}");
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
