using System.Collections.Immutable;
using MediMate.Incidents.Writing;

namespace MediMate.Incidents.Reading;

/// <summary>The ladders being read, in the order of their first rows.</summary>
internal sealed class LadderDrafts
{
    private readonly List<LadderDraft> _inOrder = [];
    private readonly Dictionary<(string Name, string Level, string Labels), LadderDraft> _drafts = [];

    public IReadOnlyList<LadderDraft> InOrder => _inOrder;

    /// <summary>Finds the ladder, or begins it.</summary>
    /// <returns><see langword="true"/> when it is new.</returns>
    public bool Open(string name, string level, ImmutableArray<LabelMatch> labels, out LadderDraft draft)
    {
        var key = (name, level, TableWriter.Labels(labels));
        if (_drafts.TryGetValue(key, out var known))
        {
            draft = known;
            return false;
        }

        draft = new LadderDraft(name, level, labels);
        _drafts.Add(key, draft);
        _inOrder.Add(draft);
        return true;
    }
}
