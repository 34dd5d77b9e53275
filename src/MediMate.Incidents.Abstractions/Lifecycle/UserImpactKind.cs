namespace MediMate.Incidents;

/// <summary>Which last word a resolution in one call gives about users.</summary>
public enum UserImpactKind
{
    /// <summary>No user was affected.</summary>
    None,

    /// <summary>Users were affected, and they were told.</summary>
    Told,

    /// <summary>The impact is described in words.</summary>
    Described,
}
