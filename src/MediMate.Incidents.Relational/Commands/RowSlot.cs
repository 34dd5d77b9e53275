namespace MediMate.Incidents;

/// <summary>An outbox row in a transaction.</summary>
internal sealed class RowSlot(OutboxRow row)
{
    public OutboxRow Row { get; set; } = row;

    public bool IsChanged { get; set; }
}
