using System.CommandLine;

namespace MediMate.Incidents.Cli;

/// <summary><c>simulate PLAYBOOK --script FILE</c>: runs a script and checks what it expects.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var playbook = PlaybookArgument.Create();
        var script = new Option<string>("--script") { Description = "The script, a JSON file.", Required = true, HelpName = "FILE" };
        var format = new Option<OutputFormat>("--format")
        {
            Description = "How to print what happens: a JSON object each line, or a table.",
            DefaultValueFactory = _ => OutputFormat.Jsonl,
            HelpName = "jsonl|table",
        };
        format.AcceptOnlyFromAmong("jsonl", "table");
        var until = new Option<string?>("--until")
        {
            Description = "Until when, its end included: an instant, or a duration from the start such as PT40M. Default: the script's own end.",
            HelpName = "INSTANT",
        };
        var command = new Command("simulate", "Runs a script against a playbook in virtual time. Exit code 1 says that an expectation does not hold, 2 that it cannot be run.")
        {
            playbook,
            script,
            format,
            until,
        };
        command.SetAction((parsed, cancellationToken) => new Simulation(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error)
            .RunAsync(
                parsed.GetRequiredValue(playbook),
                parsed.GetRequiredValue(script),
                parsed.GetValue(format),
                parsed.GetValue(until),
                cancellationToken));
        return command;
    }
}
