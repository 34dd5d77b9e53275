namespace MediMate.Incidents;

/// <summary>What a message wants of its reader.</summary>
public enum MessageKind
{
    /// <summary>Wakes somebody who has to act.</summary>
    Page,

    /// <summary>Tells somebody who should know.</summary>
    Note,

    /// <summary>Tells how it stands.</summary>
    Update,

    /// <summary>Tells a regulator, or whoever else a playbook owes it to, what happened.</summary>
    Report,
}
