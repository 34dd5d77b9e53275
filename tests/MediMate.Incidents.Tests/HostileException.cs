namespace MediMate.Incidents.Tests;

/// <summary>An exception that cannot even say what is wrong.</summary>
internal sealed class HostileException : Exception
{
    public HostileException()
    {
    }

    public HostileException(string message)
        : base(message)
    {
    }

    public HostileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public override string Message => throw new InvalidOperationException("no message");
}
