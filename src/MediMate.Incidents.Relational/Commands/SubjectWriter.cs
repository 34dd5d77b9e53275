namespace MediMate.Incidents;

/// <summary>Writes the subjects and receipts that a group of commands has decided on.</summary>
internal sealed class SubjectWriter
{
    private readonly RowWrite _new = new(SubjectRecord.Insert);
    private readonly RowWrite _changed = new(SubjectRecord.Replace);
    private readonly RowWrite _receipts = new(ReceiptRecord.Write);
    private readonly List<KeyedStatement> _first = [];

    public SubjectWriter(SubjectGroup group)
    {
        if (!group.HasChanges)
        {
            return;
        }

        var removed = new List<SubjectName>();
        foreach (var slot in group.Changed)
        {
            if (slot.IsRowRemoved)
            {
                removed.Add(slot.Name);
            }

            if (slot.Subject is { } subject)
            {
                SubjectRecord.Add(slot.IsStored && !slot.IsRowRemoved ? _changed : _new, subject);
            }
        }

        _first.AddRange(removed.GroupBy(name => name.Kind).Select(kind =>
            new KeyedStatement(SubjectRecord.Remove, [.. kind.Select(name => name.Id)]) { Values = [(int)kind.Key] }));
        AddReceipts(group.NewReceipts);
    }

    /// <summary>Gets what runs before the rows are written.</summary>
    public IReadOnlyList<KeyedStatement> First => _first;

    public IReadOnlyList<RowWrite> Writes => [_changed, _new, _receipts];

    /// <summary>Gets a value indicating whether everything that is new was new indeed.</summary>
    public bool IsComplete => _new.Returned == _new.Rows.Count && _receipts.Returned == _receipts.Rows.Count;

    private void AddReceipts(Dictionary<Guid, StoreReceipt> receipts)
    {
        if (receipts.Count == 0)
        {
            return;
        }

        _first.Add(new KeyedStatement(ReceiptRecord.RemoveExpired, receipts.Keys) { Values = [Micros.Of(receipts.Values.Max(receipt => receipt.At))] });
        foreach (var (id, receipt) in receipts.OrderBy(entry => entry.Key))
        {
            ReceiptRecord.Add(_receipts, id, receipt);
        }
    }
}
