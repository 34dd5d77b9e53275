namespace MediMate.Incidents;

/// <summary>Calls the host's channels and directory away from the dispatcher: one that blocks its thread holds nobody else.</summary>
/// <param name="inPlace">Whether to call in place instead: on virtual time, where the order must be the same from run to run.</param>
internal sealed class HostCalls(bool inPlace)
{
    public Task<TResult> RunAsync<TResult>(Func<ValueTask<TResult>> call) => inPlace ? call().AsTask() : Task.Run(() => call().AsTask());
}
