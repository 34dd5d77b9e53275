namespace MediMate.Incidents;

/// <summary>Calls the host's channels and directory away from the dispatcher: one that blocks its thread holds nobody else.</summary>
/// <param name="inPlace">Whether to call in place instead: on virtual time, where the order must be the same from run to run.</param>
internal sealed class HostCalls(bool inPlace)
{
    /// <summary>Gets how to wait for a row before the next one is begun.</summary>
    /// <value>Given the key of the message for which a channel is called, which a bundle changes. By default nothing waits. On virtual time one row is done, or known to hang, before the next begins, whatever the store.</value>
    public Func<Func<string>, Task, Task> Settled { get; init; } = (_, _) => Task.CompletedTask;

    public Task<TResult> RunAsync<TResult>(Func<ValueTask<TResult>> call) => inPlace ? call().AsTask() : Task.Run(() => call().AsTask());
}
