using Microsoft.Extensions.Logging;

namespace MediMate.Incidents.Testing;

/// <summary>Keeps the failures that the engine would log and try again: a test must not pass over them.</summary>
internal sealed class HarnessLog : ILoggerFactory, ILogger
{
    /// <summary>A failed observer is a warning to a host; here it is the harness's own.</summary>
    private const int ObserverFailed = 6004;

    private readonly Lock _gate = new();
    private (string Message, Exception? Exception)? _failure;

    /// <summary>Throws what the engine logged.</summary>
    /// <exception cref="InvalidOperationException">The engine logged a failure of its own.</exception>
    public void ThrowIfFailed()
    {
        lock (_gate)
        {
            if (_failure is { } failure)
            {
                _failure = null;
                throw new InvalidOperationException($"The engine failed: {failure.Message}", failure.Exception);
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
        // The harness writes to no log but its own.
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Error || eventId.Id == ObserverFailed)
        {
            lock (_gate)
            {
                _failure ??= (formatter(state, exception), exception);
            }
        }
    }

    public void Dispose()
    {
        // Nothing to give back.
    }
}
