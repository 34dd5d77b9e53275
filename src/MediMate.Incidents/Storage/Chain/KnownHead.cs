namespace MediMate.Incidents;

/// <summary>How far an incident had come, as a sound checkpoint knows it.</summary>
internal readonly record struct KnownHead(long Sequence, ReadOnlyMemory<byte> Head, long Checkpoint);
