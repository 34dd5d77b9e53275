namespace MediMate.Incidents.Testing;

/// <summary>A policy or a rule of the host does what its contract forbids: names it, what it did, and what to do instead.</summary>
/// <remarks>In a running engine such a one is recorded on the timeline and ignored. A test is where it should be loud.</remarks>
public sealed class ContractBrokenException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="ContractBrokenException"/> class.</summary>
    public ContractBrokenException()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="ContractBrokenException"/> class.</summary>
    /// <param name="message">What is wrong, and the remedy.</param>
    public ContractBrokenException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="ContractBrokenException"/> class.</summary>
    /// <param name="message">What is wrong, and the remedy.</param>
    /// <param name="innerException">The cause.</param>
    public ContractBrokenException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
