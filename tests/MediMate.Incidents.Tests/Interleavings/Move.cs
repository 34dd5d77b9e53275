namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>Something that can happen next: a gate opens, or a node dies.</summary>
/// <param name="Gate">The gate that opens.</param>
/// <param name="Dies">The node that dies.</param>
internal readonly record struct Move(Gate? Gate, string? Dies)
{
    public override string ToString() => Gate?.ToString() ?? $"{Dies} dies";
}
