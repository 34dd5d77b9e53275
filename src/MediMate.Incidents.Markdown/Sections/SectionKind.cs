namespace MediMate.Incidents.Sections;

/// <summary>What a section of the document is about.</summary>
internal enum SectionKind
{
    /// <summary>Nothing that the engine runs: kept as a note.</summary>
    Note,

    /// <summary>The document's title.</summary>
    Title,

    /// <summary>A heading that only groups others.</summary>
    Group,

    Severity,
    Team,
    Responsibilities,
    Workflow,
    Phase,
    Scenarios,
    Scenario,
    Rollback,
    RollbackTriggers,
    RollbackSteps,
    Templates,
    Template,

    /// <summary>A section of duties that the document's own heading names.</summary>
    Duties,

    /// <summary>The heading under which every section is one of duties, whatever its name.</summary>
    StandingDuties,

    Contacts,
    Calendars,
    Clocks,
    Ladders,
    Rules,
    Audiences,
    Settings,
    Features,
    Heartbeats,

    /// <summary>The heading under which every section is a note, whatever its name.</summary>
    Notes,
}
