using NodaTime;

namespace MediMate.Incidents;

/// <summary>What a ladder does next, and when.</summary>
public sealed record EscalationNext
{
    /// <summary>Gets the loop.</summary>
    /// <value>Counted from one.</value>
    public required int Loop { get; init; }

    /// <summary>Gets the step.</summary>
    /// <value>Counted from one; zero is the end of the last loop, and after it the emergency contact.</value>
    public required int Step { get; init; }

    /// <summary>Gets when.</summary>
    public required Instant DueAt { get; init; }
}
