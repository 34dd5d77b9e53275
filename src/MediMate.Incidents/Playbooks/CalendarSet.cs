using System.Collections.Frozen;

namespace MediMate.Incidents;

/// <summary>The calendars of a checked playbook, ready to compute; the host's own hours count more than those that the playbook tells.</summary>
internal sealed class CalendarSet(Playbook source, HostParts parts)
{
    private readonly FrozenDictionary<string, WorkingCalendar> _byName = source.Calendars
        .Select(calendar => parts.Hours.TryGetValue(calendar.Name, out var hours)
            ? WorkingCalendar.OfHost(calendar.Name, hours)
            : WorkingCalendar.From(calendar, source.TimeZone))
        .ToFrozenDictionary(calendar => calendar.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a calendar; without a name, or by one that no playbook may give away, it is round the clock.</summary>
    public WorkingCalendar Find(string? name) => name is null ? WorkingCalendar.Always : _byName.GetValueOrDefault(name, WorkingCalendar.Always);
}
