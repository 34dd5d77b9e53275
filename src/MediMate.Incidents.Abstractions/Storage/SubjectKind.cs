namespace MediMate.Incidents;

/// <summary>What kind of thing falls due in a store. A number never changes its meaning: it is kept.</summary>
public enum SubjectKind
{
    /// <summary>An incident: a clock, a step of its ladder.</summary>
    Incident = 0,

    /// <summary>A silence: its beginning, its end.</summary>
    Silence = 1,

    /// <summary>A monitor that expects a signal from time to time: the signal that stays away.</summary>
    HeartbeatMonitor = 2,

    /// <summary>The signals of an incident that are counted and not on its timeline yet: the entry that stands for them.</summary>
    SignalTally = 3,

    /// <summary>Signals that are gathered by a label: the end of the time in which they are.</summary>
    SignalGroup = 4,

    /// <summary>What the contact directory answered last for a name: it stands in when the directory fails. Nothing of it falls due.</summary>
    LookUpAnswer = 5,

    /// <summary>The key by which tokens are signed. Nothing of it is ever due.</summary>
    SigningKey = 7,
}
