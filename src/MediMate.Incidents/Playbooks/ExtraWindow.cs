using NodaTime;

namespace MediMate.Incidents;

/// <summary>A window of a calendar on a single date.</summary>
public sealed record ExtraWindow
{
    /// <summary>Gets the date on which it opens.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets the local time at which it opens.</summary>
    public required LocalTime Opens { get; init; }

    /// <summary>Gets the local time at which it closes.</summary>
    /// <value>A time that is not after <see cref="Opens"/> is one of the next day; midnight is the end of the day.</value>
    public required LocalTime Closes { get; init; }
}
