using MediMate.Incidents.Testing;
using NodaTime;

namespace MediMate.Incidents.Cli;

/// <summary>Runs a script from files, prints what happens and says what is wrong.</summary>
internal sealed class Simulation(TextWriter output, TextWriter error)
{
    public async Task<int> RunAsync(string playbookPath, string scriptPath, OutputFormat format, string? untilText, CancellationToken cancellationToken)
    {
        // Both are read before either is refused: everything that is wrong is said at once.
        var playbook = await PlaybookArgument.ReadAsync(playbookPath, error, cancellationToken).ConfigureAwait(false);
        var reading = await IncidentScript.ReadFileAsync(scriptPath, cancellationToken).ConfigureAwait(false);
        await WriteErrorsAsync(scriptPath, reading.Errors).ConfigureAwait(false);
        if (playbook is null || reading.Script is not { } script)
        {
            return ExitCodes.Misuse;
        }

        Instant? until = null;
        if (untilText is not null)
        {
            if (!script.TryReadInstant(untilText, out var end))
            {
                await error.WriteLineAsync($"--until: \"{untilText}\" is no instant or duration from the start on.").ConfigureAwait(false);
                return ExitCodes.Misuse;
            }

            until = end;
        }

        var result = await ScriptRunner.RunAsync(playbook, script, new ScriptRunOptions { Until = until }, cancellationToken).ConfigureAwait(false);
        await WriteLinesAsync(result, format).ConfigureAwait(false);
        await WriteErrorsAsync(scriptPath, result.Errors).ConfigureAwait(false);
        foreach (var failed in result.FailedExpectations)
        {
            await error.WriteLineAsync($"{scriptPath}: {failed}").ConfigureAwait(false);
        }

        return result switch
        {
            { Errors.IsEmpty: false } => ExitCodes.Misuse,
            { FailedExpectations.IsEmpty: false } => ExitCodes.Failed,
            _ => ExitCodes.Ok,
        };
    }

    private async Task WriteErrorsAsync(string path, IEnumerable<ScriptError> errors)
    {
        foreach (var wrong in errors)
        {
            await error.WriteLineAsync($"{path}: error: {wrong}").ConfigureAwait(false);
        }
    }

    private async Task WriteLinesAsync(ScriptResult result, OutputFormat format)
    {
        if (format == OutputFormat.Table)
        {
            LineTable.Write(result.Lines, output);
            return;
        }

        foreach (var line in result.Lines)
        {
            // The same bytes on every platform.
            await output.WriteAsync($"{line}\n").ConfigureAwait(false);
        }

        await output.FlushAsync().ConfigureAwait(false);
    }
}
