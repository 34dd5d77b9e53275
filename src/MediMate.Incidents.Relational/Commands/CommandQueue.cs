namespace MediMate.Incidents;

/// <summary>
/// Gathers the commands that wait at the same time. Who comes while nothing runs, runs at once and alone; who comes while a commit is on its way
/// waits for it and goes with all the others that waited. Grouping adds no delay.
/// </summary>
internal sealed class CommandQueue(Func<List<PendingCommand>, ValueTask> run, int groupSize)
{
    private readonly Lock _gate = new();
    private readonly Queue<PendingCommand> _waiting = [];
    private bool _isRunning;

    /// <summary>Runs commands, with others that wait.</summary>
    public async ValueTask RunAsync(IReadOnlyList<PendingCommand> commands)
    {
        lock (_gate)
        {
            foreach (var command in commands)
            {
                _waiting.Enqueue(command);
            }

            if (_isRunning)
            {
                return;
            }

            _isRunning = true;
        }

        // The one who found nothing running runs the group that it is in, in its own call. What came meanwhile is run beside it.
        while (Take() is { } group)
        {
            await run(group).ConfigureAwait(false);
            if (group.Contains(commands[^1]))
            {
                HandOver();
                return;
            }
        }
    }

    /// <summary>Takes everything that waits away: the database is gone, and nobody shall wait for the same news.</summary>
    public List<PendingCommand> TakeAll()
    {
        lock (_gate)
        {
            List<PendingCommand> all = [.. _waiting];
            _waiting.Clear();
            return all;
        }
    }

    private async Task DrainAsync()
    {
        while (Take() is { } group)
        {
            await run(group).ConfigureAwait(false);
        }
    }

    private void HandOver()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _isRunning = false;
                return;
            }
        }

        _ = Task.Run(DrainAsync);
    }

    /// <summary>Takes the next group; where there is none, nothing runs any more.</summary>
    private List<PendingCommand>? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _isRunning = false;
                return null;
            }

            var group = new List<PendingCommand>(Math.Min(_waiting.Count, groupSize));
            while (group.Count < groupSize && _waiting.TryDequeue(out var command))
            {
                group.Add(command);
            }

            return group;
        }
    }
}
