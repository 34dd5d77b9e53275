using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Working hours, as the playbook's calendar table says them: when a clock that follows them counts.</summary>
/// <remarks>
/// Data only; <see cref="WorkingCalendar"/> computes with it. Windows that touch or overlap count as one.
/// </remarks>
public sealed record CalendarDefinition
{
    /// <summary>Gets the name by which levels and clocks call it.</summary>
    /// <value>For instance <c>Office</c>. Unique in the playbook, compared ignoring case; not <see cref="CalendarNames.Always"/>.</value>
    public required string Name { get; init; }

    /// <summary>Gets the time zone of its hours.</summary>
    /// <value>An IANA id; <see langword="null"/> for the playbook's own.</value>
    public string? TimeZone { get; init; }

    /// <summary>Gets the windows of each week.</summary>
    /// <value>At least one: a clock on a calendar that never opens again could never run out.</value>
    public ImmutableArray<WeeklyWindow> Windows { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the dates on which no weekly window opens.</summary>
    /// <value>A window that opened the evening before runs on.</value>
    public ImmutableArray<LocalDate> ClosedDates { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the windows of single dates.</summary>
    /// <value>They open in addition, on closed dates too.</value>
    public ImmutableArray<ExtraWindow> ExtraWindows { get; init => field = value.OrEmpty(); } = [];
}
