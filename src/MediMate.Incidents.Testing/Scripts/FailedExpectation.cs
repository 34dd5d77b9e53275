namespace MediMate.Incidents.Testing;

/// <summary>An expectation of a script that does not hold.</summary>
public sealed record FailedExpectation
{
    /// <summary>Gets where the expectation stands.</summary>
    /// <value>A JSON path, for instance <c>$.expect[0]</c>.</value>
    public required string Path { get; init; }

    /// <summary>Gets what was expected, what came instead, and the lines that come nearest.</summary>
    /// <value>One or more lines of text.</value>
    public required string Message { get; init; }

    /// <summary>Returns the path and the message.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Path}: {Message}";
}
