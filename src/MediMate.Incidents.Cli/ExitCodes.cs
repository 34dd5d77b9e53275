namespace MediMate.Incidents.Cli;

/// <summary>What the tool's exit codes mean.</summary>
internal static class ExitCodes
{
    /// <summary>Everything is as expected.</summary>
    public const int Ok = 0;

    /// <summary>An expectation of the script does not hold.</summary>
    public const int Failed = 1;

    /// <summary>The tool was asked for something that cannot be: wrong arguments, a playbook or a script with errors, a file that cannot be read.</summary>
    public const int Misuse = 2;
}
