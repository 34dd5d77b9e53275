namespace MediMate.Incidents;

/// <summary>The store cannot do its work: it is away, or its content is not what it should be.</summary>
public sealed class IncidentStoreException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="IncidentStoreException"/> class.</summary>
    public IncidentStoreException()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="IncidentStoreException"/> class.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public IncidentStoreException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="IncidentStoreException"/> class.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public IncidentStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets a value indicating whether the same call may well succeed a little later: the database is away, full or busy.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Gets a value indicating whether the change may have been committed although the call failed.</summary>
    /// <value>
    /// <see langword="true"/> only when the connection broke during the commit itself. Read the incident before giving the command again.
    /// In every other case nothing was changed.
    /// </value>
    public bool IsOutcomeUnknown { get; init; }
}
