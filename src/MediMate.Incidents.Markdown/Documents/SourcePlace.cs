using System.Runtime.InteropServices;

namespace MediMate.Incidents.Documents;

/// <summary>A place in the document, both counted from one.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SourcePlace(int Line, int Column)
{
    public static SourcePlace Start { get; } = new(1, 1);
}
