namespace MediMate.Incidents;

/// <summary>What kind of thing falls due in a store.</summary>
public enum SubjectKind
{
    /// <summary>An incident: a clock, a step of its ladder.</summary>
    Incident,
}
