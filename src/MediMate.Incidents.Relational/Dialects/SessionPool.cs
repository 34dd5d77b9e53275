using System.Data.Common;

namespace MediMate.Incidents;

/// <summary>Gives out sessions. Where only one transaction can write at a time, one session does all the writing, its commands prepared once.</summary>
internal sealed class SessionPool(Dialect dialect, DbDataSource dataSource) : IAsyncDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private Session? _writer;

    /// <summary>Runs work that writes. After a failure the session is thrown away.</summary>
    public async ValueTask<T> WriteAsync<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellationToken = default)
    {
        if (!dialect.HasOneWriter)
        {
            return await ReadAsync(work, cancellationToken).ConfigureAwait(false);
        }

        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _writer ??= await dialect.OpenAsync(dataSource, cancellationToken).ConfigureAwait(false);
            var result = await work(_writer).ConfigureAwait(false);
            await _writer.EndAsync().ConfigureAwait(false);
            return result;
        }
        catch
        {
            if (_writer is { } broken)
            {
                _writer = null;
                await broken.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Runs work on a session of its own.</summary>
    /// <remarks>
    /// A server that was restarted leaves connections in the pool that are none any more, and only their use shows it. Nothing is committed
    /// by then: the work is done once more, on a new connection.
    /// </remarks>
    public async ValueTask<T> ReadAsync<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellationToken = default)
    {
        var session = await dialect.OpenAsync(dataSource, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            try
            {
                return await work(session).ConfigureAwait(false);
            }
            catch (Exception exception) when (!session.HasTriedToCommit && dialect.IsLost(session, exception))
            {
                dialect.ForgetIdle(dataSource);
            }
        }

        session = await dialect.OpenAsync(dataSource, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await work(session).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        if (_writer is { } writer)
        {
            _writer = null;
            await writer.DisposeAsync().ConfigureAwait(false);
        }

        _writing.Dispose();
    }
}
