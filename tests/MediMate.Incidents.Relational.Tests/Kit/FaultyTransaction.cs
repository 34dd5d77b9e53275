using System.Data;
using System.Data.Common;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A transaction of a <see cref="FaultyDataSource"/>.</summary>
internal sealed class FaultyTransaction(FaultyDataSource source, FaultyConnection connection, DbTransaction inner) : DbTransaction
{
    /// <summary>Gets the driver's own transaction.</summary>
    public DbTransaction Inner => inner;

    public override IsolationLevel IsolationLevel => inner.IsolationLevel;

    public override bool SupportsSavepoints => inner.SupportsSavepoints;

    protected override DbConnection? DbConnection => inner.Connection is null ? null : connection;

    public override void Commit() => source.Call("commit", connection, inner.Commit);

    public override Task CommitAsync(CancellationToken cancellationToken = default) =>
        source.CallAsync("commit", connection, () => inner.CommitAsync(cancellationToken));

    public override void Rollback() => source.Call("rollback", connection, inner.Rollback);

    public override Task RollbackAsync(CancellationToken cancellationToken = default) =>
        source.CallAsync("rollback", connection, () => inner.RollbackAsync(cancellationToken));

    public override void Save(string savepointName) => source.Call("save", connection, () => inner.Save(savepointName));

    public override Task SaveAsync(string savepointName, CancellationToken cancellationToken = default) =>
        source.CallAsync("save", connection, () => inner.SaveAsync(savepointName, cancellationToken));

    public override void Rollback(string savepointName) => source.Call("rollback to", connection, () => inner.Rollback(savepointName));

    public override Task RollbackAsync(string savepointName, CancellationToken cancellationToken = default) =>
        source.CallAsync("rollback to", connection, () => inner.RollbackAsync(savepointName, cancellationToken));

    public override void Release(string savepointName) => source.Call("release", connection, () => inner.Release(savepointName));

    public override Task ReleaseAsync(string savepointName, CancellationToken cancellationToken = default) =>
        source.CallAsync("release", connection, () => inner.ReleaseAsync(savepointName, cancellationToken));

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
