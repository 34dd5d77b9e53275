using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What the timeline says about the checklist: the snapshot of an incident only knows which items are no longer open.</summary>
internal sealed class ChecklistHistory
{
    private readonly Dictionary<string, ItemExplanation> _settled = new(StringComparer.Ordinal);

    /// <param name="timeline">The incident's events.</param>
    /// <param name="upTo">The version of the incident: what was recorded after it is left out.</param>
    public ChecklistHistory(ImmutableArray<IncidentEvent> timeline, long upTo)
    {
        foreach (var happened in timeline.Where(happened => happened.Sequence <= upTo))
        {
            Take(happened);
        }
    }

    /// <summary>Explains an item of the playbook.</summary>
    public ItemExplanation Explain(IncidentPhase phase, ChecklistItem item) =>
        _settled.GetValueOrDefault(item.Id, Open(item.Id)) with { Text = item.Text, Phase = phase, IsRequired = item.IsRequired };

    /// <summary>Explains the items that were settled under an earlier playbook, and that this one does not have.</summary>
    public IEnumerable<ItemExplanation> ExplainOthers(IReadOnlySet<string> known) => _settled.Values.Where(settled => !known.Contains(settled.Id));

    private static ItemExplanation Open(string id) => new() { Id = id, Text = id, IsRequired = false, IsOpen = true };

    private void Take(IncidentEvent happened)
    {
        switch (happened)
        {
            case ItemCompleted done when _settled.GetValueOrDefault(done.Item) is { IsSkipped: false } before:
                // Who did it and when stays; a link or a note was added.
                _settled[done.Item] = before with { Link = done.Link ?? before.Link, Note = done.Note ?? before.Note };
                break;
            case ItemCompleted done:
                _settled[done.Item] = Settled(done.Item, done) with { Link = done.Link, Note = done.Note };
                break;
            case ItemSkipped skipped:
                _settled[skipped.Item] = Settled(skipped.Item, skipped) with { IsSkipped = true, Reason = skipped.Reason };
                break;
            case ItemReopened reopened:
                _settled.Remove(reopened.Item);
                break;
        }
    }

    private static ItemExplanation Settled(string id, IncidentEvent happened) =>
        Open(id) with { IsOpen = false, SettledBy = happened.Actor, SettledAt = happened.OccurredAt };
}
