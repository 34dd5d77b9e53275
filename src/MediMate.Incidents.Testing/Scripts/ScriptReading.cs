using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>What came of reading a script.</summary>
/// <remarks>Immutable and safe for any number of threads.</remarks>
public sealed record ScriptReading
{
    /// <summary>Gets the script.</summary>
    /// <value><see langword="null"/> when there is any error.</value>
    public IncidentScript? Script { get; init; }

    /// <summary>Gets everything that is wrong with it.</summary>
    public ImmutableArray<ScriptError> Errors { get; init; } = [];
}
