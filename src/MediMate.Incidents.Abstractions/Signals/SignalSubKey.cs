namespace MediMate.Incidents;

/// <summary>One of several troubles under a signal's key, for instance an alert of a group.</summary>
public sealed record SignalSubKey
{
    /// <summary>Gets what tells it from the others under the key.</summary>
    /// <value>Not blank, for instance the fingerprint of an alert; compared by its characters.</value>
    public required string Id { get; init; }

    /// <summary>Gets a value indicating whether the source says that it is over.</summary>
    public bool IsResolved { get; init; }
}
