namespace MediMate.Incidents.Cli;

/// <summary>How findings are printed.</summary>
internal enum LintFormat
{
    /// <summary>A line each, for people.</summary>
    Text,

    /// <summary>One object, for programs.</summary>
    Json,

    /// <summary>Workflow commands, which GitHub Actions shows beside the lines.</summary>
    Github,
}
