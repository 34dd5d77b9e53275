namespace MediMate.Incidents;

/// <summary>What comes next about an incident, as far as people are called.</summary>
public enum EscalationForecastKind
{
    /// <summary>Nobody is called unless somebody does something.</summary>
    Nobody,

    /// <summary>A step of the ladder runs.</summary>
    Step,

    /// <summary>The ladder is over; its last people get a note.</summary>
    End,

    /// <summary>The emergency contact is paged.</summary>
    EmergencyContact,

    /// <summary>The acknowledgement expires, and the ladder begins again.</summary>
    AcknowledgementExpires,
}
