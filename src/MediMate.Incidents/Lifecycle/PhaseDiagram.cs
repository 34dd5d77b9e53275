namespace MediMate.Incidents;

/// <summary>Draws the phases, triggers and conditions of a playbook, from the machine that runs.</summary>
public static class PhaseDiagram
{
    /// <summary>Draws a playbook's phases as a Mermaid state diagram.</summary>
    /// <param name="playbook">The playbook.</param>
    /// <returns>The diagram's text.</returns>
    /// <exception cref="PlaybookException">The playbook has errors.</exception>
    public static string ToMermaid(Playbook playbook)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        return CompiledPlaybook.Compile(playbook).Machines.ToMermaid();
    }
}
