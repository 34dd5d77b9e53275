namespace MediMate.Incidents;

/// <summary>The step of a ladder to which a look-up or a page belongs.</summary>
public sealed record EscalationPosition
{
    /// <summary>Gets the ladder's epoch.</summary>
    public required int Epoch { get; init; }

    /// <summary>Gets the loop.</summary>
    /// <value>Counted from one.</value>
    public required int Loop { get; init; }

    /// <summary>Gets the step.</summary>
    /// <value>Counted from one; zero for the emergency contact, and in the first loop for whoever the incident was reassigned to.</value>
    public required int Step { get; init; }
}
