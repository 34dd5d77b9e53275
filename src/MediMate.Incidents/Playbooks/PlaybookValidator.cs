using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The checks that hold for any playbook, whether it came from a file or from code.</summary>
/// <remarks>Safe for any number of threads.</remarks>
public static class PlaybookValidator
{
    /// <summary>Checks a playbook.</summary>
    /// <param name="playbook">The playbook.</param>
    /// <returns>All findings, in the order of the model's parts; one that has an error cannot be run.</returns>
    public static ImmutableArray<PlaybookFinding> Validate(Playbook playbook)
    {
        ArgumentNullException.ThrowIfNull(playbook);

        var findings = new List<PlaybookFinding>();
        CheckSettings(playbook, findings);
        CheckLevels(playbook, findings);
        CheckTeam(playbook, findings);
        CheckPhases(playbook, findings);
        CheckClocks(playbook, findings);
        CalendarValidation.Check(playbook, findings);
        foreach (var ladder in playbook.Ladders)
        {
            LadderValidation.Check(playbook, ladder, findings);
        }

        foreach (var level in Repeated(playbook.Ladders.Select(ladder => ladder.Level)))
        {
            findings.Add(PlaybookFindings.TwoLadders(level));
        }

        TemplateChecks.Check(playbook, findings);
        foreach (var name in Repeated(playbook.Contacts.Select(contact => contact.Name)))
        {
            findings.Add(PlaybookFindings.Repeated("contact", name));
        }

        return [.. findings];
    }

    internal static bool HasLevel(Playbook playbook, string name) =>
        playbook.Levels.Any(level => string.Equals(level.Name, name, StringComparison.OrdinalIgnoreCase));

    private static void CheckSettings(Playbook playbook, List<PlaybookFinding> findings)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(playbook.TimeZone) is null)
        {
            findings.Add(PlaybookFindings.UnknownTimeZone(playbook.TimeZone));
        }

        if (playbook.ReopenWithin < Duration.Zero)
        {
            findings.Add(PlaybookFindings.NotPositive("Reopen within", playbook.ReopenWithin));
        }

        if (playbook.DefaultLevel is { } level && !HasLevel(playbook, level))
        {
            findings.Add(PlaybookFindings.UnknownLevel("Default level", level, playbook));
        }
    }

    private static void CheckLevels(Playbook playbook, List<PlaybookFinding> findings)
    {
        if (playbook.Levels.IsEmpty)
        {
            findings.Add(PlaybookFindings.NoLevels());
        }

        foreach (var name in Repeated(playbook.Levels.Select(level => level.Name)))
        {
            findings.Add(PlaybookFindings.Repeated("severity level", name));
        }

        foreach (var level in playbook.Levels.Where(level => level.ResponseTime <= Duration.Zero))
        {
            findings.Add(PlaybookFindings.NotPositive($"Response time of {level.Name}", level.ResponseTime));
        }
    }

    private static void CheckTeam(Playbook playbook, List<PlaybookFinding> findings)
    {
        foreach (var name in Repeated(playbook.Team.Select(role => role.Name)))
        {
            findings.Add(PlaybookFindings.Repeated("role", name));
        }

        foreach (var role in playbook.Team)
        {
            findings.AddRange(role.Levels.Where(level => !HasLevel(playbook, level))
                .Select(level => PlaybookFindings.UnknownLevel($"Role \"{role.Name}\"", level, playbook)));
        }
    }

    private static void CheckPhases(Playbook playbook, List<PlaybookFinding> findings)
    {
        foreach (var phase in playbook.Phases.Where(phase => phase.Phase > IncidentPhase.Reviewing))
        {
            findings.Add(PlaybookFindings.NoChecklistPhase(phase.Title));
        }

        foreach (var name in Repeated(playbook.Phases.Select(phase => phase.Phase.ToString())))
        {
            findings.Add(PlaybookFindings.Repeated("phase", name));
        }

        foreach (var id in Repeated(playbook.Phases.SelectMany(phase => phase.Items).Select(item => item.Id)))
        {
            findings.Add(PlaybookFindings.Repeated("checklist item", id));
        }
    }

    private static void CheckClocks(Playbook playbook, List<PlaybookFinding> findings)
    {
        foreach (var name in Repeated(playbook.Clocks.Select(clock => clock.Name)))
        {
            findings.Add(PlaybookFindings.Repeated("clock", name));
        }

        foreach (var clock in playbook.Clocks)
        {
            if (clock.Name is not (ClockNames.Response or ClockNames.Resolution))
            {
                findings.Add(PlaybookFindings.UnknownClock(clock.Name));
            }

            foreach (var target in clock.Targets)
            {
                if (!HasLevel(playbook, target.Level))
                {
                    findings.Add(PlaybookFindings.UnknownLevel($"Clock \"{clock.Name}\"", target.Level, playbook));
                }

                if (target.Within <= Duration.Zero)
                {
                    findings.Add(PlaybookFindings.NotPositive($"Target of clock \"{clock.Name}\" at {target.Level}", target.Within));
                }
            }

            var last = 0m;
            foreach (var fraction in clock.Warnings)
            {
                if (fraction <= last || fraction >= 1)
                {
                    findings.Add(PlaybookFindings.BadFraction(clock.Name, fraction));
                    break;
                }

                last = fraction;
            }
        }
    }

    internal static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Skip(1).Any()).Select(group => group.Key);
}
