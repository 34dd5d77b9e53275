using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>What came of running a script.</summary>
/// <remarks>Immutable and safe for any number of threads.</remarks>
public sealed record ScriptResult
{
    /// <summary>Gets what happened, in its order.</summary>
    public required ImmutableArray<OutputLine> Lines { get; init; }

    /// <summary>Gets the expectations that do not hold.</summary>
    /// <value>Empty when there are errors: a script with errors says nothing about the engine.</value>
    public ImmutableArray<FailedExpectation> FailedExpectations { get; init; } = [];

    /// <summary>Gets what is wrong with the script itself.</summary>
    public ImmutableArray<ScriptError> Errors { get; init; } = [];

    /// <summary>Gets a value indicating whether the script ran and everything is as expected.</summary>
    public bool IsOk => Errors.IsEmpty && FailedExpectations.IsEmpty;
}
