using NodaTime;

namespace MediMate.Incidents;

/// <summary>The checks on calendars, and on the clocks that follow them.</summary>
internal static class CalendarValidation
{
    // A target of ten years of working hours is a slip of the pen, and a search without end for whoever computes it.
    private const int WeeksToReach = 520;

    /// <summary>Checks a calendar by itself.</summary>
    public static IEnumerable<PlaybookFinding> Check(CalendarDefinition calendar, string playbookZone)
    {
        if (string.Equals(calendar.Name, CalendarNames.Always, StringComparison.OrdinalIgnoreCase))
        {
            yield return PlaybookFindings.ReservedCalendar(calendar.Name);
        }

        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(calendar.TimeZone ?? playbookZone) is null)
        {
            yield return PlaybookFindings.UnknownCalendarZone(calendar.Name, calendar.TimeZone ?? playbookZone);
        }

        if (calendar.Windows.IsDefaultOrEmpty)
        {
            yield return PlaybookFindings.NeverOpen(calendar.Name);
        }
        else if (calendar.Windows.Any(window => window.Day is < IsoDayOfWeek.Monday or > IsoDayOfWeek.Sunday))
        {
            yield return PlaybookFindings.NoDay(calendar.Name);
        }
    }

    /// <summary>Checks the calendars of a playbook, and what calls them.</summary>
    public static void Check(Playbook playbook, List<PlaybookFinding> findings)
    {
        foreach (var name in PlaybookValidator.Repeated(playbook.Calendars.Select(calendar => calendar.Name)))
        {
            findings.Add(PlaybookFindings.Repeated("calendar", name));
        }

        // A playbook whose own zone is unknown has its finding already.
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(playbook.TimeZone) is null ? "Etc/UTC" : playbook.TimeZone;
        findings.AddRange(playbook.Calendars.SelectMany(calendar => Check(calendar, zone)));
        foreach (var level in playbook.Levels)
        {
            CheckCall(playbook, $"Severity level \"{level.Name}\"", level.Calendar, [level.ResponseTime], findings);
        }

        foreach (var clock in playbook.Clocks)
        {
            foreach (var target in clock.Targets)
            {
                var level = playbook.Levels.FirstOrDefault(level => string.Equals(level.Name, target.Level, StringComparison.OrdinalIgnoreCase));
                var isOwn = target.Calendar is not null;
                CheckCall(playbook, $"Clock \"{clock.Name}\"", isOwn ? target.Calendar : Known(playbook, level?.Calendar), [target.Within], findings);
            }
        }
    }

    /// <summary>Finds the calendar that a level or a clock calls; null for round the clock.</summary>
    public static CalendarDefinition? Find(Playbook playbook, string? name) =>
        name is null ? null : playbook.Calendars.FirstOrDefault(calendar => string.Equals(calendar.Name, name, StringComparison.OrdinalIgnoreCase));

    // A level's unknown calendar is one mistake: it is told where the level stands.
    private static string? Known(Playbook playbook, string? name) => Find(playbook, name) is null ? null : name;

    private static void CheckCall(
        Playbook playbook, string where, string? name, ReadOnlySpan<Duration> targets, List<PlaybookFinding> findings)
    {
        if (name is null || string.Equals(name, CalendarNames.Always, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (Find(playbook, name) is not { } calendar)
        {
            findings.Add(PlaybookFindings.UnknownCalendar(where, name, playbook));
            return;
        }

        var open = OpenInAWeek(calendar);
        foreach (var target in targets)
        {
            if (open > Duration.Zero && target > open * WeeksToReach)
            {
                findings.Add(PlaybookFindings.OutOfReach(where, calendar.Name, target, open));
            }
        }
    }

    /// <summary>Sums the windows of a week without the changes of clocks; those that overlap count once.</summary>
    private static Duration OpenInAWeek(CalendarDefinition calendar)
    {
        if (calendar.Windows.IsDefaultOrEmpty)
        {
            return Duration.Zero;
        }

        var minutes = calendar.Windows.Select(window => (Start: (int)window.Day * NodaConstants.TicksPerDay + window.Opens.TickOfDay, Length: Length(window))).Order();
        var (sum, end) = (0L, 0L);
        foreach (var (start, length) in minutes)
        {
            sum += Math.Max(0, start + length - Math.Max(start, end));
            end = Math.Max(end, start + length);
        }

        return Duration.FromTicks(sum);
    }

    private static long Length(WeeklyWindow window)
    {
        var length = window.Closes.TickOfDay - window.Opens.TickOfDay;
        return length > 0 ? length : length + NodaConstants.TicksPerDay;
    }
}
