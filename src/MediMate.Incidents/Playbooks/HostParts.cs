using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>What the host adds to every playbook: the hours of calendars, and clocks.</summary>
internal sealed class HostParts
{
    public static HostParts None { get; } = new([], []);

    public HostParts(IEnumerable<KeyValuePair<string, IOpeningHours>> hours, IEnumerable<IIncidentClock> clocks)
    {
        // Of two of one name the later counts, as with channels.
        Hours = hours.GroupBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(same => same.Key, same => same.Last().Value, StringComparer.OrdinalIgnoreCase);
        Clocks = [.. clocks];
    }

    public FrozenDictionary<string, IOpeningHours> Hours { get; }

    public ImmutableArray<IIncidentClock> Clocks { get; }

    /// <summary>Finds what does not go together with a playbook.</summary>
    public IEnumerable<PlaybookFinding> Check(Playbook playbook)
    {
        foreach (var name in Hours.Keys.Where(name => !playbook.Calendars.Any(calendar => Same(calendar.Name, name))).Order(StringComparer.Ordinal))
        {
            yield return PlaybookFindings.HoursOfNoCalendar(name, playbook.Calendars.Select(calendar => calendar.Name));
        }

        foreach (var name in NameValidation.Repeated(Clocks.Select(clock => clock.Name).Concat(KnownClocks.All.Select(clock => clock.Name))))
        {
            yield return PlaybookFindings.ClockTwice(name);
        }

        foreach (var clock in Clocks)
        {
            foreach (var problem in Check(clock, playbook))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<PlaybookFinding> Check(IIncidentClock clock, Playbook playbook)
    {
        if (string.IsNullOrWhiteSpace(clock.Name))
        {
            yield return PlaybookFindings.BlankName("clock of the host", clock.Name ?? string.Empty);
        }

        if (clock.Calendar is { } calendar && !Same(calendar, CalendarNames.Always) && !playbook.Calendars.Any(known => Same(known.Name, calendar)))
        {
            yield return PlaybookFindings.UnknownValue($"The calendar of the clock \"{clock.Name}\"", calendar, [.. playbook.Calendars.Select(known => known.Name), CalendarNames.Always]);
        }

        foreach (var level in playbook.Levels)
        {
            if (clock.TargetAt(level.Name) is { } target && target <= Duration.Zero)
            {
                yield return PlaybookFindings.NotPositive($"Target of clock \"{clock.Name}\" at {level.Name}", target);
            }
        }

        foreach (var problem in ClockValidation.CheckWarnings(clock.Name ?? string.Empty, clock.Warnings.OrEmpty()))
        {
            yield return problem;
        }
    }

    private static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
