namespace MediMate.Incidents;

/// <summary>Pauses a clock, from now until it is resumed. Paused time does not count; no ladder stops for it.</summary>
public sealed record PauseClock : IncidentCommand
{
    /// <summary>Gets the name of the clock.</summary>
    /// <value>One that runs and that the playbook lets people pause; see <see cref="ClockNames"/>.</value>
    public required string Clock { get; init; }

    /// <summary>Gets the reason.</summary>
    /// <value>Not blank.</value>
    public required string Reason { get; init; }
}
