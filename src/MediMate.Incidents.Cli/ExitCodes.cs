namespace MediMate.Incidents.Cli;

/// <summary>What the tool's exit codes mean.</summary>
internal static class ExitCodes
{
    /// <summary>Everything is as expected; a playbook that was checked has no error; a store is sound.</summary>
    public const int Ok = 0;

    /// <summary>An expectation of the script does not hold, or a playbook that was checked has an error, or a store is not sound, or an archive is refused.</summary>
    public const int Failed = 1;

    /// <summary>
    /// The tool was asked for something that cannot be: wrong arguments, a file that cannot be read, a playbook or a script with errors where
    /// one is to run, a store that cannot be opened.
    /// </summary>
    public const int Misuse = 2;
}
