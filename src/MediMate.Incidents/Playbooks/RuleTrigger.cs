namespace MediMate.Incidents;

/// <summary>What lets a rule of the playbook speak.</summary>
public enum RuleTrigger
{
    /// <summary>An incident was declared.</summary>
    Declared,

    /// <summary>A clock warned.</summary>
    ClockWarned,

    /// <summary>A clock ran out.</summary>
    ClockBreached,

    /// <summary>A step of the ladder ran.</summary>
    StepRan,

    /// <summary>The last loop of the ladder ended, and nobody has acknowledged.</summary>
    Exhausted,
}
