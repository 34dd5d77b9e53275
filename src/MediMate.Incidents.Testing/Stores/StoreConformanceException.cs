namespace MediMate.Incidents.Testing;

/// <summary>A store does not keep the contract: names the check, what it expected and what it found.</summary>
public sealed class StoreConformanceException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="StoreConformanceException"/> class.</summary>
    public StoreConformanceException()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="StoreConformanceException"/> class.</summary>
    /// <param name="message">What is wrong.</param>
    public StoreConformanceException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="StoreConformanceException"/> class.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public StoreConformanceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the name of the check.</summary>
    /// <value>One of <see cref="StoreConformance.Checks"/>.</value>
    public string Check { get; init; } = string.Empty;

    /// <summary>Gets what the check expected.</summary>
    public string Expected { get; init; } = string.Empty;

    /// <summary>Gets what it found instead.</summary>
    public string Found { get; init; } = string.Empty;
}
