using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>Collects what is wrong with a script: all of it.</summary>
internal sealed class ScriptErrors
{
    private readonly List<ScriptError> _errors = [];

    public ImmutableArray<ScriptError> All => [.. _errors];

    public bool IsEmpty => _errors.Count == 0;

    public void Add(string path, string message) => _errors.Add(new ScriptError { Path = path, Message = message });
}
