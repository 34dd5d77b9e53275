using System.CommandLine;

namespace MediMate.Incidents.Cli;

/// <summary><c>diagram PLAYBOOK</c>: draws the phases as a Mermaid state diagram.</summary>
internal static class DiagramCommand
{
    public static Command Create()
    {
        var playbook = PlaybookArgument.Create();
        var command = new Command("diagram", "Draws the phases, triggers and conditions of a playbook as a Mermaid state diagram.") { playbook };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(playbook), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string path, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (await PlaybookArgument.ReadAsync(path, error, cancellationToken).ConfigureAwait(false) is not { } playbook)
        {
            return ExitCodes.Misuse;
        }

        await output.WriteLineAsync(PhaseDiagram.ToMermaid(playbook).TrimEnd()).ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
