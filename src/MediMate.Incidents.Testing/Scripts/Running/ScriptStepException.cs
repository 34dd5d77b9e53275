#pragma warning disable CA1032, RCS1194 // Thrown and caught in this package alone.
namespace MediMate.Incidents.Testing;

/// <summary>A step cannot be taken.</summary>
internal sealed class ScriptStepException(string message) : Exception(message);
