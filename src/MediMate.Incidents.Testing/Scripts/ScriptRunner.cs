using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>Runs scripts: one engine; a script only gives it time, people and commands.</summary>
/// <remarks>Safe for any number of threads; each run has an engine of its own.</remarks>
public static class ScriptRunner
{
    /// <summary>Runs a script.</summary>
    /// <param name="playbook">The playbook.</param>
    /// <param name="script">The script.</param>
    /// <param name="until">Until when, its end included; <see langword="null"/> for the script's own end.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>What happened, and whether it is as expected. Byte for byte the same from run to run.</returns>
    /// <exception cref="PlaybookException">The playbook has errors.</exception>
    /// <exception cref="InvalidOperationException">The engine failed; that is a bug of the engine.</exception>
    public static async Task<ScriptResult> RunAsync(
        Playbook playbook, IncidentScript script, Instant? until = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        ArgumentNullException.ThrowIfNull(script);
        if (new PlaybookNames(playbook, script).Check() is { IsEmpty: false } unknown)
        {
            return new ScriptResult { Lines = [], Errors = unknown };
        }

        var harness = new IncidentHarness(playbook, options =>
        {
            options.Start = script.Start;
            foreach (var person in script.People)
            {
                options.People.Add(person);
            }
        });
        await using (harness.ConfigureAwait(false))
        {
            return await new ScriptRun(harness, script, cancellationToken).RunAsync(until ?? script.Until).ConfigureAwait(false);
        }
    }
}
