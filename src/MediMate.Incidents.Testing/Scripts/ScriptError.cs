namespace MediMate.Incidents.Testing;

/// <summary>Something in a script that cannot be: a word that nobody knows, a value of the wrong form, a step that was refused unexpectedly.</summary>
public sealed record ScriptError
{
    /// <summary>Gets where it is.</summary>
    /// <value>A JSON path, for instance <c>$.steps[2].by</c>.</value>
    public required string Path { get; init; }

    /// <summary>Gets what is wrong and what to write instead.</summary>
    public required string Message { get; init; }

    /// <summary>Returns the error as one line.</summary>
    /// <returns>The path and the message.</returns>
    public override string ToString() => $"{Path}: {Message}";
}
