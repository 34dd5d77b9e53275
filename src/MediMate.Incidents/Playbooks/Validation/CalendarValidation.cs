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

        if (calendar.Windows.IsEmpty)
        {
            yield return PlaybookFindings.NeverOpen(calendar.Name);
        }
        else if (calendar.Windows.Any(window => window.Day is < IsoDayOfWeek.Monday or > IsoDayOfWeek.Sunday))
        {
            yield return PlaybookFindings.NoDay(calendar.Name);
        }

        foreach (var date in calendar.ClosedDates.Concat(calendar.ExtraWindows.Select(window => window.Date)).Where(date => date.Calendar != CalendarSystem.Iso).Take(1))
        {
            yield return PlaybookFindings.NoIsoDate(calendar.Name, date);
        }
    }

    /// <summary>Checks the calendars of a playbook, and what follows them.</summary>
    public static void Check(Playbook playbook, List<PlaybookFinding> findings)
    {
        // A playbook whose own zone is unknown has its finding already.
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(playbook.TimeZone) is null ? "Etc/UTC" : playbook.TimeZone;
        findings.AddRange(playbook.Calendars.SelectMany(calendar => Check(calendar, zone)));
        var weeks = new Dictionary<string, Duration>(StringComparer.OrdinalIgnoreCase);
        foreach (var calendar in playbook.Calendars)
        {
            weeks.TryAdd(calendar.Name, OpenInAWeek(calendar));
        }

        var levels = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var level in playbook.Levels)
        {
            // A level's unknown calendar is one mistake, told where the level stands and not again at each clock.
            levels.TryAdd(level.Name, level.Calendar is { } name && weeks.ContainsKey(name) ? name : null);
            if (level.Deliver == MessageDelivery.Calendar && (level.Calendar is null || string.Equals(level.Calendar, CalendarNames.Always, StringComparison.OrdinalIgnoreCase)))
            {
                findings.Add(PlaybookFindings.DeliversWithoutCalendar(level.Name));
            }

            CheckCall(playbook, $"Severity level \"{level.Name}\"", level.Calendar, level.ResponseTime, weeks, findings);
        }

        foreach (var clock in playbook.Clocks)
        {
            foreach (var target in clock.Targets)
            {
                CheckCall(playbook, $"Clock \"{clock.Name}\"", target.Calendar ?? levels.GetValueOrDefault(target.Level), target.Within, weeks, findings);
            }
        }
    }

    private static void CheckCall(
        Playbook playbook, string where, string? name, Duration target, Dictionary<string, Duration> weeks, List<PlaybookFinding> findings)
    {
        if (name is null || string.Equals(name, CalendarNames.Always, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (!weeks.TryGetValue(name, out var week))
        {
            findings.Add(PlaybookFindings.UnknownCalendar(where, name, playbook));
        }
        else if (week > Duration.Zero && target / WeeksToReach > week)
        {
            findings.Add(PlaybookFindings.OutOfReach(where, name, target, week));
        }
    }

    /// <summary>Sums the windows of a week without the changes of clocks; those that overlap count once.</summary>
    private static Duration OpenInAWeek(CalendarDefinition calendar)
    {
        if (calendar.Windows.IsEmpty)
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
