namespace MediMate.Incidents.Testing;

/// <summary>Runs scripts: one engine; a script only gives it time, people and commands.</summary>
/// <remarks>Safe for any number of threads; each run has an engine of its own.</remarks>
public static class ScriptRunner
{
    /// <summary>Runs a script.</summary>
    /// <param name="playbook">The playbook.</param>
    /// <param name="script">The script.</param>
    /// <param name="options">Until when, and what else to register with the engine, for instance a durable store; <see langword="null"/> for the script alone.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>What happened, and whether it is as expected. Byte for byte the same from run to run, and on every store.</returns>
    /// <exception cref="PlaybookException">The playbook has errors.</exception>
    /// <exception cref="InvalidOperationException">The engine failed; that is a bug of the engine, or of what was registered.</exception>
    public static async Task<ScriptResult> RunAsync(
        Playbook playbook, IncidentScript script, ScriptRunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        ArgumentNullException.ThrowIfNull(script);
        if (new PlaybookNames(playbook, script).Check() is { IsEmpty: false } unknown)
        {
            return new ScriptResult { Lines = [], Errors = unknown };
        }

        var harness = new IncidentHarness(playbook, settings =>
        {
            settings.Start = script.Start;
            settings.Configure = options?.Configure;
            foreach (var person in script.People)
            {
                settings.People.Add(person);
            }
        });
        await using (harness.ConfigureAwait(false))
        {
            return await new ScriptRun(harness, script, cancellationToken).RunAsync(options?.Until ?? script.Until).ConfigureAwait(false);
        }
    }
}
