namespace MediMate.Incidents;

/// <summary>What moves an incident from one phase to another.</summary>
public enum PhaseTrigger
{
    /// <summary>From detected to assessing.</summary>
    BeginAssessment,

    /// <summary>From assessing to containing.</summary>
    BeginContainment,

    /// <summary>From assessing or containing to investigating.</summary>
    BeginInvestigation,

    /// <summary>From containing or investigating to resolving.</summary>
    BeginResolution,

    /// <summary>From resolving to communicating: the service is restored.</summary>
    ConfirmResolution,

    /// <summary>From communicating to reviewing.</summary>
    BeginReview,

    /// <summary>From reviewing to closed.</summary>
    Close,

    /// <summary>Back to an earlier phase of the same cycle.</summary>
    StepBack,

    /// <summary>The fix did not hold: back to investigating in a new cycle.</summary>
    Reopen,

    /// <summary>The cancellation was wrong: back to assessing in a new cycle.</summary>
    Restore,

    /// <summary>From an active phase to cancelled.</summary>
    Cancel,

    /// <summary>From an active phase to closed: every key has been quiet for long enough, and nobody had taken charge. Only the engine fires it.</summary>
    SelfResolve,
}
