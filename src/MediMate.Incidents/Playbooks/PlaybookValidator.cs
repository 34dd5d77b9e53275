using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The checks that hold for any playbook, whether it came from a file or from code.</summary>
/// <remarks>Safe for any number of threads.</remarks>
public static class PlaybookValidator
{
    /// <summary>Checks a playbook.</summary>
    /// <param name="playbook">The playbook. Whatever it holds, null entries included, is a finding and never an exception.</param>
    /// <returns>All findings, in the order of the model's parts; one that has an error cannot be run.</returns>
    public static ImmutableArray<PlaybookFinding> Validate(Playbook playbook)
    {
        ArgumentNullException.ThrowIfNull(playbook);

        var findings = new List<PlaybookFinding>();
        var present = WholeParts.IsWhole(playbook) ? playbook : new MissingParts(findings).Remove(playbook);
        var known = new KnownNames(present);
        SettingValidation.Check(present, known, findings);
        NameValidation.Check(present, findings);
        CheckLevels(present, known, findings);
        CheckTeam(present, known, findings);
        CheckPhases(present, findings);
        CalendarValidation.Check(present, findings);
        ClockValidation.Check(present, known, findings);
        LadderValidation.Check(present, known, findings);
        RuleValidation.Check(present, known, findings);
        AudienceValidation.Check(present, known, findings);
        HeartbeatValidation.Check(present, known, findings);
        TemplateValidation.Check(present, findings);
        return [.. findings];
    }

    private static void CheckLevels(Playbook playbook, KnownNames known, List<PlaybookFinding> findings)
    {
        if (playbook.Levels.IsEmpty)
        {
            findings.Add(PlaybookFindings.NoLevels());
        }

        foreach (var level in playbook.Levels)
        {
            TimeValidation.Check($"Response time of severity level \"{level.Name}\"", level.ResponseTime, findings);
            CheckAtMostADay($"The acknowledgement time-out of \"{level.Name}\"", level.AcknowledgementTimeout, findings);
            CheckAtMostADay($"The longest snooze of \"{level.Name}\"", level.SnoozeAtMost, findings);
            if (level.Lifecycle is { } lifecycle && !Enum.IsDefined(lifecycle))
            {
                findings.Add(PlaybookFindings.UnknownValue(
                    $"The lifecycle of severity level \"{level.Name}\"", lifecycle.ToString(), Enum.GetNames<Lifecycle>()));
            }

            findings.AddRange((level.MustKnow?.OrEmpty() ?? []).Where(name => !known.HasPerson(name))
                .Select(name => PlaybookFindings.UnknownPerson($"Must know of {level.Name}", name)));
            CheckImpact(level, findings);
        }
    }

    private static void CheckAtMostADay(string what, Duration? value, List<PlaybookFinding> findings)
    {
        if (value is not { } given)
        {
            return;
        }

        TimeValidation.Check(what, given, findings);
        if (given > Duration.FromHours(24))
        {
            findings.Add(PlaybookFindings.BeyondADay(what, given));
        }
    }

    private static void CheckImpact(SeverityLevel level, List<PlaybookFinding> findings)
    {
        if (level.Impact is { Users: <= 0 })
        {
            findings.Add(PlaybookFindings.BadImpact(level.Name, $"is {level.Impact.Users} users"));
        }

        if (level.Impact is { Share: <= 0 or > 1 })
        {
            findings.Add(PlaybookFindings.BadImpact(level.Name, FormattableString.Invariant($"is a share of {level.Impact.Share}")));
        }
    }

    private static void CheckTeam(Playbook playbook, KnownNames known, List<PlaybookFinding> findings)
    {
        foreach (var role in playbook.Team)
        {
            findings.AddRange(role.Levels.Where(level => !known.HasLevel(level))
                .Select(level => PlaybookFindings.UnknownLevel($"Role \"{role.Name}\"", level, playbook)));
        }
    }

    private static void CheckPhases(Playbook playbook, List<PlaybookFinding> findings)
    {
        foreach (var phase in playbook.Phases.Where(phase => phase.Phase is < IncidentPhase.Detected or > IncidentPhase.Reviewing))
        {
            findings.Add(PlaybookFindings.NoChecklistPhase(phase.Title));
        }

        findings.AddRange(NameValidation.Repeated(playbook.Phases.Select(phase => phase.Phase.ToString()))
            .Select(name => PlaybookFindings.Repeated("phase", name)));
    }
}
