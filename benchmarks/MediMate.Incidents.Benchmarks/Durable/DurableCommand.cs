namespace MediMate.Incidents.Benchmarks;

/// <summary>The command that is measured.</summary>
public enum DurableCommand
{
    /// <summary>One event, and nothing follows from it.</summary>
    Note,

    /// <summary>One event, and an outbox row: the look-up of those who are to read it.</summary>
    Update,

    /// <summary>Three events: acknowledged, clock met, ladder ended. An incident is acknowledged once.</summary>
    Acknowledge,
}
