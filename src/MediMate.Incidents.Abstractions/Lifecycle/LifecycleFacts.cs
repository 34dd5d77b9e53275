namespace MediMate.Incidents;

/// <summary>What an incident wins on its way to the end, and what the guards of the phases ask for.</summary>
[Flags]
public enum LifecycleFacts
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>Containment is done, or waived with a reason.</summary>
    Containment = 1,

    /// <summary>Somebody verified that the service is restored.</summary>
    Restoration = 2,

    /// <summary>Users were told, or there was nothing to tell.</summary>
    UsersTold = 4,

    /// <summary>The review is complete.</summary>
    Review = 8,
}
