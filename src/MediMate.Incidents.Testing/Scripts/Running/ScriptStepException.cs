namespace MediMate.Incidents.Testing;

/// <summary>A step cannot be taken.</summary>
#pragma warning disable CA1032 // Thrown and caught in this package alone.
internal sealed class ScriptStepException(string message) : Exception(message);
#pragma warning restore CA1032
