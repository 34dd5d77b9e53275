using System.Collections.Frozen;

namespace MediMate.Incidents;

/// <summary>The calendars of a checked playbook, ready to compute.</summary>
internal sealed class CalendarSet(Playbook source)
{
    private readonly FrozenDictionary<string, WorkingCalendar> _byName = source.Calendars
        .Select(calendar => WorkingCalendar.From(calendar, source.TimeZone))
        .ToFrozenDictionary(calendar => calendar.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a calendar; without a name, or by one that no playbook may give away, it is round the clock.</summary>
    public WorkingCalendar Find(string? name) => name is null ? WorkingCalendar.Always : _byName.GetValueOrDefault(name, WorkingCalendar.Always);
}
