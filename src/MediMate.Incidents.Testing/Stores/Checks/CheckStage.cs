namespace MediMate.Incidents.Testing.Stores;

/// <summary>One run of a check: the stores that it opened, and what it expects of them.</summary>
internal sealed class CheckStage(string check, StoreUnderTest subject, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly Stack<StoreNode> _open = [];

    public CheckExpectations Expect { get; } = new(check);

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Gets the store that was opened last.</summary>
    public StoreNode Node => _open.Peek();

    /// <summary>Opens a store, as another node does, or this one after a crash: the stores that are open stay so.</summary>
    public async Task<StoreNode> OpenAsync()
    {
        _open.Push(new StoreNode(await subject.OpenAsync(cancellationToken).ConfigureAwait(false), Expect, cancellationToken));
        return Node;
    }

    /// <summary>Closes the stores and opens a new one.</summary>
    public async Task<StoreNode> RestartAsync()
    {
        await DisposeAsync().ConfigureAwait(false);
        return await OpenAsync().ConfigureAwait(false);
    }

    /// <summary>Runs a piece of work many times at once, on threads of their own.</summary>
    public Task InParallelAsync(int count, Func<int, Task> work) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(index => Task.Run(() => work(index), cancellationToken)));

    public async ValueTask DisposeAsync()
    {
        while (_open.TryPop(out var node))
        {
            if (node.Store is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                (node.Store as IDisposable)?.Dispose();
            }
        }
    }
}
