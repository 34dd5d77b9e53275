namespace MediMate.Incidents;

/// <summary>A key in a transaction: who holds it, and who held it last.</summary>
internal sealed record KeySlot(Guid? Holder, Guid LastHolder);
