using System.Collections.Immutable;
namespace MediMate.Incidents;

/// <summary>The checks on the clocks.</summary>
internal static class ClockValidation
{
    public static void Check(Playbook playbook, KnownNames known, List<PlaybookFinding> findings)
    {
        foreach (var clock in playbook.Clocks)
        {
            if (!KnownClocks.Has(clock.Name))
            {
                findings.Add(PlaybookFindings.UnknownClock(clock.Name));
            }

            CheckTargets(playbook, clock, known, findings);
            findings.AddRange(CheckWarnings(clock.Name, clock.Warnings));
        }
    }

    private static void CheckTargets(Playbook playbook, ClockDefinition clock, KnownNames known, List<PlaybookFinding> findings)
    {
        foreach (var target in clock.Targets)
        {
            if (!known.HasLevel(target.Level))
            {
                findings.Add(PlaybookFindings.UnknownLevel($"Clock \"{clock.Name}\"", target.Level, playbook));
            }

            TimeValidation.Check($"Target of clock \"{clock.Name}\" at {target.Level}", target.Within, findings);
        }

        findings.AddRange(NameValidation.Repeated(clock.Targets.Select(target => target.Level))
            .Select(level => PlaybookFindings.TwoTargets(clock.Name, level)));
    }

    /// <summary>Finds the first part of a target that is none, or not more than the one before it.</summary>
    public static IEnumerable<PlaybookFinding> CheckWarnings(string clock, ImmutableArray<decimal> warnings)
    {
        var last = 0m;
        foreach (var fraction in warnings)
        {
            if (fraction <= last || fraction >= 1)
            {
                return [PlaybookFindings.BadFraction(clock, fraction)];
            }

            last = fraction;
        }

        return [];
    }
}
