namespace MediMate.Incidents.Testing;

/// <summary>A field of an output line.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">A text, a number (<see cref="decimal"/>), a truth value, an instant, a duration, a list of texts, or labels.</param>
internal readonly record struct LineField(string Name, object Value);
