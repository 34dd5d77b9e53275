namespace MediMate.Incidents;

/// <summary>How bad a finding in a playbook is.</summary>
public enum FindingLevel
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>The playbook runs, but probably not as its authors think.</summary>
    Warning,

    /// <summary>The playbook cannot be run.</summary>
    Error,
}
