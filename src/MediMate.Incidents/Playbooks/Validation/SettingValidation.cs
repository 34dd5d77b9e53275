using NodaTime;

namespace MediMate.Incidents;

/// <summary>The checks on the settings.</summary>
internal static class SettingValidation
{
    private static readonly Playbook Defaults = new() { Name = string.Empty, Levels = [] };

    public static void Check(Playbook playbook, KnownNames known, List<PlaybookFinding> findings)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(playbook.TimeZone) is null)
        {
            findings.Add(PlaybookFindings.UnknownTimeZone(playbook.TimeZone));
        }

        TimeValidation.Check("Reopen within", playbook.ReopenWithin, findings, allowsZero: true);
        if (playbook.GroupBy is not null)
        {
            // A playbook that was kept before there was this setting has no time for it either.
            TimeValidation.Check("Group within", playbook.GroupWithin, findings);
        }

        TimeValidation.Check("Resolve after quiet", playbook.QuietFor, findings, allowsZero: true);
        if (playbook.DefaultLevel is { } level && !known.HasLevel(level))
        {
            findings.Add(PlaybookFindings.UnknownLevel("Default level", level, playbook));
        }

        CheckPerson("On-call", playbook.OnCall, Defaults.OnCall);
        CheckPerson("Communications", playbook.Communications, Defaults.Communications);
        CheckPerson("Emergency contact", playbook.EmergencyContact, Defaults.EmergencyContact);
        CheckPerson("External audience", playbook.ExternalAudience, Defaults.ExternalAudience);

        // A default that nobody chose may name a role that this team does not have; a name that was chosen may not.
        void CheckPerson(string setting, string? name, string? byDefault)
        {
            if (name is not null && name != byDefault && !known.HasPerson(name))
            {
                findings.Add(PlaybookFindings.UnknownPerson($"The setting {setting}", name));
            }
        }
    }
}
