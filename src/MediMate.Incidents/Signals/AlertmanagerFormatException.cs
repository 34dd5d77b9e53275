using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A webhook body that is not what Alertmanager posts. Lists everything that is wrong.</summary>
public sealed class AlertmanagerFormatException : FormatException
{
    /// <summary>Initializes a new instance of the <see cref="AlertmanagerFormatException"/> class.</summary>
    /// <param name="problems">What would have to be true of the body.</param>
    public AlertmanagerFormatException(ImmutableArray<string> problems)
        : base($"The body is no Alertmanager webhook: it must hold that {string.Join("; that ", problems)}.")
    {
        Problems = problems;
    }

    /// <summary>Initializes a new instance of the <see cref="AlertmanagerFormatException"/> class.</summary>
    public AlertmanagerFormatException()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="AlertmanagerFormatException"/> class.</summary>
    /// <param name="message">What is wrong.</param>
    public AlertmanagerFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="AlertmanagerFormatException"/> class.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public AlertmanagerFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets what would have to be true of the body.</summary>
    public ImmutableArray<string> Problems { get; } = [];
}
