namespace MediMate.Incidents;

/// <summary>What a store did about one request.</summary>
public sealed record StoreResult
{
    /// <summary>Gets the result of a decision that was committed.</summary>
    public static StoreResult Committed { get; } = new() { IsCommitted = true };

    /// <summary>Gets the result of a decision that changed nothing.</summary>
    public static StoreResult NotCommitted { get; } = new() { IsCommitted = false };

    /// <summary>Gets a value indicating whether the decision's changes were committed.</summary>
    /// <value><see langword="false"/> when there were none.</value>
    public required bool IsCommitted { get; init; }
}
