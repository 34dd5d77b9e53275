using System.Runtime.InteropServices;

namespace MediMate.Incidents;

/// <summary>How many signals stand behind one that is taken in now.</summary>
/// <param name="All">How many came in.</param>
/// <param name="Counted">How many of them an incident that holds the key has counted already.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SignalCount(long All, long Counted)
{
    public long Left => All - Counted;
}
