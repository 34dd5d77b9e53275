using System.CommandLine;

namespace MediMate.Incidents.Cli;

/// <summary>The command line: reads arguments, runs a command, gives an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs the tool.</summary>
    /// <returns>The exit code; see <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Checks playbooks, runs incidents against one in virtual time, and draws its phases. Verifies, exports and imports stores.")
        {
            LintCommand.Create(),
            SimulateCommand.Create(),
            DiagramCommand.Create(),
            VerifyCommand.Create(),
            ExportCommand.Create(),
            ImportCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var wrong in parsed.Errors)
            {
                await error.WriteLineAsync(wrong.Message).ConfigureAwait(false);
            }

            return ExitCodes.Misuse;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }).ConfigureAwait(false);
    }
}
