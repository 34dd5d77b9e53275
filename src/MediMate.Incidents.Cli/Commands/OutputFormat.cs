namespace MediMate.Incidents.Cli;

/// <summary>How the lines of a simulation are printed.</summary>
internal enum OutputFormat
{
    /// <summary>One JSON object each.</summary>
    Jsonl,

    /// <summary>A table for people.</summary>
    Table,
}
