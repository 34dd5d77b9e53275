using System.Data.Common;

namespace MediMate.Incidents;

/// <summary>
/// Runs a group of commands as one transaction: a locked load of everything, each decision, one write for each table. A command that is locked or
/// collides drops out and goes alone; what fails one command fails no other.
/// </summary>
/// <param name="dialect">The database.</param>
/// <param name="sessions">Its sessions.</param>
/// <param name="takeWaiting">Takes away the commands that wait behind the group.</param>
internal sealed class CommandRunner(Dialect dialect, SessionPool sessions, Func<List<PendingCommand>> takeWaiting)
{
    private const int MostCollisions = 5;
    private readonly SnapshotMemory _memory = new();

    /// <summary>Runs a group.</summary>
    /// <returns>The commands that have to go alone.</returns>
    public async ValueTask<List<PendingCommand>> RunGroupAsync(List<PendingCommand> commands)
    {
        commands.RemoveAll(command =>
        {
            if (command.Cancellation.IsCancellationRequested)
            {
                command.Cancel();
                return true;
            }

            return false;
        });
        if (commands.Count == 0)
        {
            return [];
        }

        try
        {
            return await sessions.WriteAsync(session => RunAsync(session, commands, wait: dialect.HasOneWriter)).ConfigureAwait(false);
        }
        catch (CommitException exception)
        {
            FailCommit(commands, exception.InnerException!);
            return [];
        }
#pragma warning disable CA1031 // Whatever it was: what it means for each command is decided here.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var failure = dialect.Classify(exception);
            var isForAll = failure == StoreFailure.Away || (failure == StoreFailure.Busy && dialect.HasOneWriter);
            if (isForAll)
            {
                // Those that waited meanwhile would hear the same, each after a time-out of its own.
                commands.AddRange(takeWaiting());
            }

            if (isForAll || failure == StoreFailure.Full)
            {
                commands.ForEach(command => command.Fail(Explain(exception)));
                return [];
            }

            // One of them is at fault, or collided. Alone, each meets its own fate.
            return commands;
        }
    }

    /// <summary>Runs a command alone; it waits for locks, but not for long.</summary>
    public async ValueTask RunAloneAsync(PendingCommand command)
    {
        while (true)
        {
            command.Decided = null;
            try
            {
                var left = await sessions.WriteAsync(session => RunAsync(session, [command], wait: true)).ConfigureAwait(false);
                if (left.Count == 0)
                {
                    return;
                }
            }
            catch (CommitException exception)
            {
                FailCommit([command], exception.InnerException!);
                return;
            }
#pragma warning disable CA1031 // Whatever it was: the command is told.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (dialect.Classify(exception) != StoreFailure.Conflict || command.Collisions >= MostCollisions)
                {
                    command.Fail(Explain(exception));
                    return;
                }
            }

            if (++command.Collisions > MostCollisions)
            {
                command.Fail(command is { Decided: not null, HasLostKey: true }
                    ? StoreFailures.KeyHeld(command.Request.Key ?? "of the incident", holder: null)
                    : StoreFailures.Crowded(dialect.Name));
                return;
            }
        }
    }

    /// <summary>Says what a failure means to the caller.</summary>
    public Exception Explain(Exception exception) => exception is IncidentStoreException or OperationCanceledException
        ? exception
        : dialect.Classify(exception) switch
        {
            StoreFailure.Away => StoreFailures.Away(dialect.Name, exception),
            StoreFailure.Full => StoreFailures.Full(dialect.Name, exception),
            StoreFailure.Busy or StoreFailure.Conflict => StoreFailures.Busy(dialect.Name, exception),
            _ => exception is DbException ? StoreFailures.Fault(dialect.Name, exception) : exception,
        };

    private static async ValueTask CommitAsync(Session session)
    {
        try
        {
            await session.CommitAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw new CommitException(exception);
        }
    }

    private async ValueTask<List<PendingCommand>> RunAsync(Session session, List<PendingCommand> commands, bool wait)
    {
        var left = new List<PendingCommand>();
        commands.ForEach(command => command.Decided = null);
        await session.BeginAsync(CancellationToken.None).ConfigureAwait(false);
        if (wait)
        {
            await dialect.LimitWaitAsync(session, CancellationToken.None).ConfigureAwait(false);
        }

        var loader = new CommandLoader(dialect, session, _memory, wait);
        var (group, locked) = await loader.LoadAsync(commands, CancellationToken.None).ConfigureAwait(false);
        var numbers = new NumberPool(dialect, session);
        await numbers.TakeAsync(commands.Count(command => MayDeclare(command, group)), CancellationToken.None).ConfigureAwait(false);
        var decided = new List<PendingCommand>(commands.Count);
        var failed = new List<(PendingCommand Command, Exception Exception)>();
        foreach (var command in commands)
        {
            var number = MayDeclare(command, group) ? await numbers.PeekAsync(CancellationToken.None).ConfigureAwait(false) : 0;
            if (locked.Contains(command.Key) || locked.Contains(command.AlsoKey) || IsUnseen(command, group, wait) || group.Load(command, number) is not { } loaded)
            {
                left.Add(command);
                continue;
            }

            try
            {
                await DecideAsync(command, loaded, group, loader, numbers, wait).ConfigureAwait(false);
                (command.Decided is null ? left : decided).Add(command);
            }
            catch (Exception exception) when (exception is not DbException)
            {
                failed.Add((command, exception));
            }
        }

        if (group.HasChanges)
        {
            // A number that nobody took is the next one's: what declares nothing, such as a signal that a silence took, leaves no gap.
            await numbers.ReturnAsync(CancellationToken.None).ConfigureAwait(false);
            var outcome = await CommandWriter.WriteAsync(dialect, session, group, _memory, CancellationToken.None).ConfigureAwait(false);
            if (outcome != WriteOutcome.Written)
            {
                // All that was decided may rest on what was taken or put in meanwhile.
                decided.ForEach(command => command.HasLostKey = outcome == WriteOutcome.KeyTaken);
                await session.EndAsync().ConfigureAwait(false);
                return [.. left, .. decided, .. failed.Select(entry => entry.Command)];
            }

            await CommitAsync(session).ConfigureAwait(false);
        }
        else
        {
            await session.EndAsync().ConfigureAwait(false);
        }

        decided.ForEach(command => command.Complete());
        failed.ForEach(entry => entry.Command.Fail(entry.Exception));
        return left;
    }

    private static async ValueTask DecideAsync(
        PendingCommand command, StoreLoaded loaded, CommandGroup group, CommandLoader loader, NumberPool numbers, bool wait)
    {
        command.Decided = null;
        var decision = command.Decide(command.Request, loaded);
        if (decision.IsNone)
        {
            command.Decided = StoreResult.NotCommitted;
            return;
        }

        List<Guid> unseen = [.. decision.Changes.Where(change => change.ExpectedVersion > 0 && group.Find(change.After.Id) is null).Select(change => change.After.Id.Value)];
        if (unseen.Count > 0)
        {
            if (!wait)
            {
                return;
            }

            await loader.LoadAsync(group, unseen, CancellationToken.None).ConfigureAwait(false);
        }

        if (!await loader.LockAsync(group, command, decision, CancellationToken.None).ConfigureAwait(false))
        {
            return;
        }

        var declared = decision.Changes.Count(change => change.ExpectedVersion == 0);
        group.Apply(decision, await numbers.GiveAsync(declared, CancellationToken.None).ConfigureAwait(false));
        command.Decided = StoreResult.Committed;
    }

    /// <summary>Tells whether an incident or a row was named and not found. It may be unknown, or locked: alone, we wait and know.</summary>
    private static bool IsUnseen(PendingCommand command, CommandGroup group, bool wait) =>
        !wait
        && ((command.Request.Id is { } id && group.Find(id) is null)
            || (command.Request.Beside is { } second && group.Find(second) is null)
            || (command.Request.Row is not null && group.FindRow(command.Row) is null)
            || !group.HasIncidentsOfBundle(command));

    private static bool MayDeclare(PendingCommand command, CommandGroup group) =>
        command.Request is { Id: null, Row: null } && group.FindKey(command.Key)?.Holder is null;

    private void FailCommit(List<PendingCommand> commands, Exception exception)
    {
        foreach (var command in commands.Where(command => !command.Completion.IsCompleted))
        {
            // Who changed nothing, or will go alone, has nothing to fear from the commit; but what was decided beside it is void as well.
            command.Fail(
                command.Decided?.IsCommitted != true ? StoreFailures.Away(dialect.Name, exception)
                : dialect.IsCertainlyNotCommitted(exception) ? Explain(exception)
                : StoreFailures.OutcomeUnknown(dialect.Name, exception));
        }
    }

    private sealed class CommitException(Exception cause) : Exception(cause.Message, cause);
}
