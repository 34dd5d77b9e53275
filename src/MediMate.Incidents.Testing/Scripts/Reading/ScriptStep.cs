using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>A step of a script; one that is repeated is several.</summary>
internal sealed record ScriptStep
{
    public required string Path { get; init; }

    public required Instant At { get; init; }

    public required CommandWord Command { get; init; }

    public required StepValues Values { get; init; }

    /// <summary>Gets the name that the incident takes which the step declares.</summary>
    public string? As { get; init; }

    /// <summary>Gets a value indicating whether the engine must refuse it.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Gets the code with which the engine must refuse it.</summary>
    public string? RefusalCode { get; init; }
}
