namespace MediMate.Incidents;

/// <summary>What an escalation rule wants.</summary>
public enum EscalationVerb
{
    /// <summary>A message that goes out whatever the acknowledgement.</summary>
    Tell,

    /// <summary>A message that belongs to the ladder: it ends with the acknowledgement.</summary>
    Climb,
}
