namespace MediMate.Incidents;

/// <summary>A request that waits for its commit.</summary>
internal sealed class PendingCommand(StoreRequest request, StoreDecide decide, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<StoreResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StoreRequest Request { get; } = request;

    public StoreDecide Decide { get; } = decide;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Gets the names whose rows the request needs, in the form of ids.</summary>
    public Guid Key { get; } = request.Key is { } key ? NameHash.Of(key) : default;

    public Guid AlsoKey { get; } = request.AlsoKey is { } key ? NameHash.Of(key) : default;

    public Guid Receipt { get; } = request.Receipt is { } key ? NameHash.Of(key) : default;

    public Guid Row { get; } = request.Row is { } row ? NameHash.Of(row) : default;

    public Guid Bundle { get; } = request.Bundle is { } bundle ? NameHash.Of(bundle) : default;

    /// <summary>Gets subjects that the request did not name and a decision changed while others had them: the next attempt locks them with the rest.</summary>
    public HashSet<SubjectName> AlsoLocked { get; } = [];

    /// <summary>Gets or sets what was decided in the transaction at hand; it counts once that is committed.</summary>
    public StoreResult? Decided { get; set; }

    /// <summary>Gets or sets a value indicating whether a key that it was to take was taken by another transaction.</summary>
    public bool HasLostKey { get; set; }

    /// <summary>Gets or sets how often it collided with another transaction.</summary>
    public int Collisions { get; set; }

    public Task<StoreResult> Completion => _completion.Task;

    public void Complete() => _completion.TrySetResult(Decided!);

    public void Fail(Exception exception) => _completion.TrySetException(exception);

    public void Cancel() => _completion.TrySetCanceled(Cancellation);
}
