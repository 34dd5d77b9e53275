namespace MediMate.Incidents.Reading;

/// <summary>The ladders being read, in the order of their first rows.</summary>
internal sealed class LadderDrafts
{
    private readonly List<LadderDraft> _inOrder = [];
    private readonly Dictionary<(string Name, string Level), LadderDraft> _drafts = [];

    public IReadOnlyList<LadderDraft> InOrder => _inOrder;

    /// <summary>Finds the ladder, or begins it.</summary>
    /// <returns><see langword="true"/> when it is new.</returns>
    public bool Open(string name, string level, out LadderDraft draft)
    {
        if (_drafts.TryGetValue((name, level), out var known))
        {
            draft = known;
            return false;
        }

        draft = new LadderDraft(name, level);
        _drafts.Add((name, level), draft);
        _inOrder.Add(draft);
        return true;
    }
}
