namespace MediMate.Incidents;

/// <summary>As long as what holds a message, or a look-up for one, is wanted.</summary>
public enum MessageCondition
{
    /// <summary>A page of a ladder until somebody acknowledges, a page about a suggested level until it is answered, another message always.</summary>
    ByKind = 0,

    /// <summary>Always.</summary>
    Always,

    /// <summary>While the incident is active.</summary>
    Active,

    /// <summary>While the ladder of <see cref="OutboxRow.Epoch"/> runs and nobody has acknowledged.</summary>
    Climbing,
}
