using System.Collections.Concurrent;
using System.Data.Common;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A data source that counts the calls that reach its database, and lets one of them go wrong.</summary>
/// <remarks>
/// Run a scenario once to learn how many calls it makes; then once more for each of them and each <see cref="FaultKind"/>. Closing and disposing
/// are no calls: they work always, as they do with a connection that is lost. The data source within is the caller's to dispose of.
/// </remarks>
internal sealed class FaultyDataSource(DbDataSource inner) : DbDataSource
{
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Lock _lock = new();
    private int _calls;
    private (int Call, FaultKind Kind)? _fault;

    /// <summary>Gets the driver's own source. What is called on it is not counted.</summary>
    public DbDataSource Inner => inner;

    public override string ConnectionString => inner.ConnectionString;

    /// <summary>Gets how many calls were made since the last reset.</summary>
    public int Calls
    {
        get
        {
            lock (_lock)
            {
                return _calls;
            }
        }
    }

    /// <summary>Gets what they were, in their order: <c>open</c>, <c>begin</c>, <c>execute</c>, <c>commit</c> and so on.</summary>
    public IReadOnlyList<string> Log => [.. _log];

    /// <summary>Gets or sets a value indicating whether reading a row is a call too. Most rows are here with the first of them.</summary>
    public bool CountsRows { get; set; }

    /// <summary>Gets or sets what is told of the fault at the moment at which it happens.</summary>
    public Action<InjectedFaultException>? OnFault { get; set; }

    /// <summary>Counts from zero again, and lets that call go wrong.</summary>
    /// <param name="call">Which, from one on.</param>
    /// <param name="kind">How.</param>
    public void FailAt(int call, FaultKind kind) => Reset((call, kind));

    /// <summary>Counts from zero again, and lets nothing go wrong.</summary>
    public void Reset() => Reset(fault: null);

    internal void Call(string operation, FaultyConnection connection, Action call, Action? undo = null) =>
        Call(
            operation,
            connection,
            () =>
            {
                call();
                return true;
            },
            _ => undo?.Invoke());

    /// <summary>Makes a call, or lets it go wrong.</summary>
    /// <param name="operation">Its name.</param>
    /// <param name="connection">The connection that is lost with it.</param>
    /// <param name="call">The call.</param>
    /// <param name="discard">What becomes of a result of which the caller never hears.</param>
    /// <returns>The result.</returns>
    internal T Call<T>(string operation, FaultyConnection connection, Func<T> call, Action<T>? discard = null)
    {
        if (Next(operation) is not { } fault)
        {
            return call();
        }

        if (fault.Kind is FaultKind.AnswerLost or FaultKind.LostAfter)
        {
            var result = call();
            discard?.Invoke(result);
        }

        if (fault.Kind is FaultKind.LostBefore or FaultKind.LostAfter)
        {
            connection.Lose();
        }

        throw fault;
    }

    internal Task CallAsync(string operation, FaultyConnection connection, Func<Task> call, Func<Task>? undo = null) =>
        CallAsync(
            operation,
            connection,
            async () =>
            {
                await call();
                return true;
            },
            async _ => await (undo?.Invoke() ?? Task.CompletedTask));

    internal async Task<T> CallAsync<T>(string operation, FaultyConnection connection, Func<Task<T>> call, Func<T, Task>? discard = null)
    {
        if (Next(operation) is not { } fault)
        {
            return await call();
        }

        if (fault.Kind is FaultKind.AnswerLost or FaultKind.LostAfter)
        {
            var result = await call();
            await (discard?.Invoke(result) ?? Task.CompletedTask);
        }

        if (fault.Kind is FaultKind.LostBefore or FaultKind.LostAfter)
        {
            await connection.LoseAsync();
        }

        throw fault;
    }

    // The base class makes commands and batches without a connection out of this, and opens it for each of them: those calls count as well.
    protected override DbConnection CreateDbConnection() => new FaultyConnection(this, inner.CreateConnection());

    private InjectedFaultException? Next(string operation)
    {
        lock (_lock)
        {
            _calls++;
            _log.Enqueue(operation);
            if (_fault is not { } fault || fault.Call != _calls)
            {
                return null;
            }

            var exception = new InjectedFaultException(_calls, operation, fault.Kind);
            OnFault?.Invoke(exception);
            return exception;
        }
    }

    private void Reset((int Call, FaultKind Kind)? fault)
    {
        lock (_lock)
        {
            _calls = 0;
            _log.Clear();
            _fault = fault;
        }
    }
}
