namespace MediMate.Incidents;

/// <summary>Where a signal came from: the playbook's three sources.</summary>
public enum SignalSource
{
    /// <summary>A monitoring alert.</summary>
    Monitoring,

    /// <summary>A user's report.</summary>
    User,

    /// <summary>An automated check.</summary>
    Check,
}
