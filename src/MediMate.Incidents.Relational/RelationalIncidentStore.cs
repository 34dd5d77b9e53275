using System.Collections.Immutable;
using System.Data.Common;

namespace MediMate.Incidents;

/// <summary>Keeps incidents in a relational database: what was accepted is on the disk before the call returns.</summary>
/// <remarks>
/// <para>
/// Safe for any number of threads, and for any number of nodes on one database. Commands that wait at the same time are committed together.
/// </para>
/// <para>A call fails with an <see cref="IncidentStoreException"/> (MMI3003 to MMI3012) that says what to do, and whether trying again helps.</para>
/// </remarks>
public sealed partial class RelationalIncidentStore : IIncidentStore, IIncidentQueries, IAsyncDisposable
{
    /// <summary>More commands that go alone than this wait for their turn: they shall not take every connection.</summary>
    private const int MostAlone = 8;

    private readonly Dialect _dialect;
    private readonly DbDataSource _dataSource;
    private readonly bool _ownsDataSource;
    private readonly RelationalStoreOptions _options;
    private readonly EngineClock _clock;
    private readonly SessionPool _sessions;
    private readonly SchemaKeeper _schema;
    private readonly CommandRunner _runner;
    private readonly CommandQueue _queue;
    private readonly CheckpointSigner? _signer;
    private readonly SemaphoreSlim _alone = new(MostAlone, MostAlone);
    private int _isDisposed;

    internal RelationalIncidentStore(
        Dialect dialect, DbDataSource dataSource, bool ownsDataSource, RelationalStoreOptions options, TimeProvider timeProvider)
    {
        options.Check();
        _dialect = dialect;
        _dataSource = dataSource;
        _ownsDataSource = ownsDataSource;
        _options = options;
        _clock = new EngineClock(timeProvider);
        _signer = options.SigningKey is { } pem ? CheckpointSigner.FromPem(pem) : null;
        _sessions = new SessionPool(dialect, dataSource);
        _schema = new SchemaKeeper(dialect, _sessions, options.SchemaUpdate);
        _runner = new CommandRunner(dialect, _sessions, () => _queue!.TakeAll());
        _queue = new CommandQueue(RunGroupAsync, options.GroupSize);
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(
        ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decide);
        cancellationToken.ThrowIfCancellationRequested();
        if (requests.IsEmpty)
        {
            return [];
        }

        await EnsureReadyAsync(cancellationToken).ConfigureAwait(false);
        var commands = new PendingCommand[requests.Length];
        for (var i = 0; i < commands.Length; i++)
        {
            commands[i] = new PendingCommand(requests[i], decide, cancellationToken);
        }

        await _queue.RunAsync(commands).ConfigureAwait(false);
        return [.. await Task.WhenAll(commands.Select(command => command.Completion)).ConfigureAwait(false)];
    }

    /// <summary>Brings the schema up to date now, or sees that it is, as <see cref="RelationalStoreOptions.SchemaUpdate"/> says. The first call of any kind does it too.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when the schema is as this version needs it.</returns>
    /// <exception cref="IncidentStoreException">The schema is newer than this version knows (MMI3011), or older and not to be changed (MMI3012).</exception>
    public ValueTask MigrateAsync(CancellationToken cancellationToken = default) => EnsureReadyAsync(cancellationToken);

    /// <summary>Prints the statements that make the schema, for those whose database is changed by others.</summary>
    /// <returns>SQL, migration by migration.</returns>
    public string PrintSchema() => _schema.Print();

    /// <summary>Closes the connections.</summary>
    /// <returns>A task that ends when they are closed.</returns>
    public async ValueTask DisposeAsync()
    {
        // A host's container disposes of it once for each name under which it is registered.
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _sessions.DisposeAsync().ConfigureAwait(false);
        if (_ownsDataSource)
        {
            await _dataSource.DisposeAsync().ConfigureAwait(false);
        }

        _alone.Dispose();
        _schema.Dispose();
        _signer?.Dispose();
    }

    private async ValueTask RunGroupAsync(List<PendingCommand> group)
    {
        var alone = await _runner.RunGroupAsync(group).ConfigureAwait(false);
        if (_dialect.HasOneWriter)
        {
            foreach (var command in alone)
            {
                await _runner.RunAloneAsync(command).ConfigureAwait(false);
            }

            return;
        }

        // They wait for locks of others: the next group does not wait with them.
        foreach (var command in alone)
        {
            _ = Task.Run(() => RunAloneAsync(command));
        }
    }

    private async Task RunAloneAsync(PendingCommand command)
    {
        await _alone.WaitAsync().ConfigureAwait(false);
        try
        {
            await _runner.RunAloneAsync(command).ConfigureAwait(false);
        }
        finally
        {
            _alone.Release();
        }
    }

    private async ValueTask EnsureReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _schema.EnsureAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or IncidentStoreException))
        {
            throw _runner.Explain(exception);
        }
    }

    private ValueTask<T> ReadAsync<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellationToken) =>
        GuardAsync(_sessions.ReadAsync, work, cancellationToken);

    /// <summary>Runs work that writes, as one transaction.</summary>
    private ValueTask<T> WriteAsync<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellationToken) => GuardAsync(
        _sessions.WriteAsync,
        async session =>
        {
            await session.BeginAsync(cancellationToken).ConfigureAwait(false);
            await _dialect.LimitWaitAsync(session, cancellationToken).ConfigureAwait(false);
            var result = await work(session).ConfigureAwait(false);
            await CommitAsync(session).ConfigureAwait(false);
            return result;
        },
        cancellationToken);

    private async ValueTask CommitAsync(Session session)
    {
        try
        {
            await session.CommitAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (!_dialect.IsCertainlyNotCommitted(exception))
        {
            throw StoreFailures.OutcomeUnknown(_dialect.Name, exception);
        }
    }

    private async ValueTask<T> GuardAsync<T>(
        Func<Func<Session, ValueTask<T>>, CancellationToken, ValueTask<T>> run, Func<Session, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await EnsureReadyAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await run(work, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or IncidentStoreException or ArgumentException))
        {
            throw _runner.Explain(exception);
        }
    }
}
