namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>The nodes that no stage has at present.</summary>
internal sealed class NodePool(Story story) : IAsyncDisposable
{
    private readonly Dictionary<string, Node> _idle = new(StringComparer.Ordinal);

    public Node Take(string name) => _idle.Remove(name, out var node) ? node : new Node(name, story);

    /// <summary>Keeps a node for the next stage, unless something of it hangs.</summary>
    public async Task TakeBackAsync(Node node, bool isWhole)
    {
        if (!isWhole || !_idle.TryAdd(node.Name, node))
        {
            await node.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _idle.Values)
        {
            await node.DisposeAsync();
        }

        _idle.Clear();
    }
}
