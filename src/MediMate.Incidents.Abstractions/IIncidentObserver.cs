namespace MediMate.Incidents;

/// <summary>Sees what was committed, in the order of the commits.</summary>
/// <remarks>
/// Called after the commit, one at a time. It must be quick and must not wait for the engine. What it throws is logged and changes nothing.
/// </remarks>
public interface IIncidentObserver
{
    /// <summary>Is told of a commit, or of a command that was refused.</summary>
    /// <param name="commit">What was committed.</param>
    void OnCommitted(IncidentCommit commit);
}
