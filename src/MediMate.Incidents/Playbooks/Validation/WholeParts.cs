using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Tells whether a playbook has nothing missing, as nearly every one: then <see cref="MissingParts"/> need not copy it.</summary>
internal static class WholeParts
{
    public static bool IsWhole(Playbook playbook) =>
        playbook is { Name: not null, TimeZone: not null, Communications: not null, EmergencyContact: not null, ExternalAudience: not null }
        && All(playbook.Levels, level => level is { Name: not null } && Texts(level.Examples) && Labels(level.Labels))
        && All(playbook.Team, role => role is { Name: not null } && Texts(role.Levels))
        && Texts(playbook.Responsibilities)
        && All(playbook.Phases, phase => phase is { Title: not null } && All(phase.Items, item => item is { Id: not null, Text: not null }))
        && All(playbook.Calendars, calendar => calendar is { Name: not null } && All(calendar.Windows, Is) && All(calendar.ExtraWindows, Is))
        && All(playbook.Clocks, clock => clock is { Name: not null } && All(clock.Targets, target => target is { Level: not null }))
        && All(playbook.Ladders, ladder => ladder is { Name: not null, Level: not null } && Labels(ladder.Labels) && All(ladder.Steps, step => step is not null && Texts(step.Targets) && Texts(step.Channels)))
        && All(playbook.Rules, rule => rule is { Name: not null } && Texts(rule.Levels) && Labels(rule.Labels) && Texts(rule.Roles) && Texts(rule.Channels))
        && All(playbook.Audiences, members => members is not null && Texts(members.Who))
        && All(playbook.Templates, template => template is { Name: not null, Text: not null })
        && All(playbook.Scenarios, scenario => scenario is { Name: not null } && Texts(scenario.Steps))
        && (playbook.Rollback is not { } rollback || (Texts(rollback.Triggers) && Texts(rollback.Steps)))
        && All(playbook.Features, feature => feature is { Name: not null } && Labels(feature.Labels))
        && All(playbook.Heartbeats, heartbeat => heartbeat is { Name: not null } && Labels(heartbeat.Match) && Labels(heartbeat.Labels))
        && All(playbook.Duties, duty => duty is { Section: not null, Text: not null })
        && All(playbook.Contacts, contact => contact is { Name: not null })
        && All(playbook.Notes, note => note is { Title: not null, Text: not null });

    private static bool Texts(ImmutableArray<string> texts) => All(texts, Is);

    private static bool Labels(ImmutableArray<LabelMatch> labels) => All(labels, label => label is { Name: not null, Value: not null });

    private static bool Is<T>(T part)
        where T : class => part is not null;

    private static bool All<T>(ImmutableArray<T> entries, Func<T, bool> isWhole)
    {
        foreach (var entry in entries)
        {
            if (!isWhole(entry))
            {
                return false;
            }
        }

        return true;
    }
}
