using System.Threading.Channels;

namespace MediMate.Incidents.Benchmarks;

/// <summary>Grouping as one writes it by hand: all writers that wait go into one transaction.</summary>
internal sealed class GroupedWriter : IAsyncDisposable
{
    private const int GroupSize = 64;

    private readonly Channel<(WrittenCommand Command, TaskCompletionSource Done)> _waiting =
        Channel.CreateUnbounded<(WrittenCommand, TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Func<List<WrittenCommand>, ValueTask> _write;
    private readonly bool _isAlone;
    private readonly Task _pump;

    /// <summary>Makes a writer.</summary>
    /// <param name="write">Writes a group.</param>
    /// <param name="isAlone">Whether there is only one that writes: it then writes by itself, without any hand-over.</param>
    public GroupedWriter(Func<List<WrittenCommand>, ValueTask> write, bool isAlone)
    {
        _write = write;
        _isAlone = isAlone;
        _pump = PumpAsync();
    }

    public async ValueTask WriteAsync(WrittenCommand command)
    {
        if (_isAlone)
        {
            await _write([command]);
            return;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Writer.TryWrite((command, done));
        await done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _pump;
    }

    private async Task PumpAsync()
    {
        var commands = new List<WrittenCommand>(GroupSize);
        var writers = new List<TaskCompletionSource>(GroupSize);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (commands.Count < GroupSize && _waiting.Reader.TryRead(out var next))
            {
                commands.Add(next.Command);
                writers.Add(next.Done);
            }

            try
            {
                await _write(commands);
                writers.ForEach(done => done.SetResult());
            }
#pragma warning disable CA1031 // Whoever waits is told.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                writers.ForEach(done => done.SetException(exception));
            }

            commands.Clear();
            writers.Clear();
        }
    }
}
