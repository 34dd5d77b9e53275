using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>
/// Takes out of a playbook what is null although its type forbids that: code without null checks and stored bytes can make such a one. The
/// other checks are spared of it.
/// </summary>
internal sealed class MissingParts(List<PlaybookFinding> findings)
{
    public Playbook Remove(Playbook playbook) => playbook with
    {
        Name = playbook.Name ?? string.Empty,
        TimeZone = playbook.TimeZone ?? string.Empty,
        Communications = playbook.Communications ?? string.Empty,
        EmergencyContact = playbook.EmergencyContact ?? string.Empty,
        ExternalAudience = playbook.ExternalAudience ?? string.Empty,
        Levels = Entries(playbook.Levels, "A severity level", Level),
        Team = Entries(playbook.Team, "A role of the team", role => role with
        {
            Name = role.Name ?? string.Empty,
            Levels = Texts(role.Levels, $"A level of the role \"{role.Name}\""),
        }),
        Responsibilities = Texts(playbook.Responsibilities, "A responsibility"),
        Phases = Entries(playbook.Phases, "A phase", Phase),
        Calendars = Entries(playbook.Calendars, "A calendar", calendar => calendar with
        {
            Name = calendar.Name ?? string.Empty,
            Windows = Entries(calendar.Windows, $"A window of the calendar \"{calendar.Name}\"", window => window),
            ExtraWindows = Entries(calendar.ExtraWindows, $"An extra window of the calendar \"{calendar.Name}\"", window => window),
        }),
        Clocks = Entries(playbook.Clocks, "A clock", clock => clock with
        {
            Name = clock.Name ?? string.Empty,
            Targets = Entries(clock.Targets, $"A target of the clock \"{clock.Name}\"", target => target with { Level = target.Level ?? string.Empty }),
        }),
        Ladders = Entries(playbook.Ladders, "A ladder", Ladder),
        Rules = Entries(playbook.Rules, "A rule", Rule),
        Audiences = Entries(playbook.Audiences, "An audience", members => members with { Who = Texts(members.Who, "A member of an audience") }),
        Templates = Entries(playbook.Templates, "A template", template => template with
        {
            Name = template.Name ?? string.Empty,
            Text = Text(template.Text, $"The text of the template \"{template.Name}\""),
        }),
        Scenarios = Entries(playbook.Scenarios, "A scenario", scenario => scenario with
        {
            Name = scenario.Name ?? string.Empty,
            Steps = Texts(scenario.Steps, $"A step of the scenario \"{scenario.Name}\""),
        }),
        Rollback = playbook.Rollback is { } rollback
            ? rollback with { Triggers = Texts(rollback.Triggers, "A rollback trigger"), Steps = Texts(rollback.Steps, "A rollback step") }
            : null,
        Features = Entries(playbook.Features, "A feature", feature => feature with
        {
            Name = feature.Name ?? string.Empty,
            Labels = Labels(feature.Labels, $"A label of the feature \"{feature.Name}\""),
        }),
        Heartbeats = Entries(playbook.Heartbeats, "A heartbeat", Heartbeat),
        Duties = Entries(playbook.Duties, "A duty", duty => duty with
        {
            Section = Text(duty.Section, "The heading of a duty"),
            Text = Text(duty.Text, "The text of a duty"),
        }),
        Contacts = Entries(playbook.Contacts, "A contact", contact => contact with { Name = contact.Name ?? string.Empty }),
        Notes = Entries(playbook.Notes, "A note", note => note with
        {
            Title = Text(note.Title, "The title of a note"),
            Text = Text(note.Text, $"The text of the note \"{note.Title}\""),
        }),
    };

    private SeverityLevel Level(SeverityLevel level) => level with
    {
        Name = level.Name ?? string.Empty,
        Examples = Texts(level.Examples, $"An example of the severity level \"{level.Name}\""),
        Labels = Labels(level.Labels, $"A label of the severity level \"{level.Name}\""),
    };

    private PlaybookPhase Phase(PlaybookPhase phase) => phase with
    {
        Title = phase.Title ?? string.Empty,
        Items = Entries(phase.Items, $"An item of the phase \"{phase.Title}\"", item => item with
        {
            Id = item.Id ?? string.Empty,
            Text = Text(item.Text, $"The text of the checklist item \"{item.Id}\""),
        }),
    };

    private HeartbeatDefinition Heartbeat(HeartbeatDefinition heartbeat) => heartbeat with
    {
        Name = heartbeat.Name ?? string.Empty,
        Match = Labels(heartbeat.Match, $"A label that the heartbeat \"{heartbeat.Name}\" matches"),
        Labels = Labels(heartbeat.Labels, $"A label of the heartbeat \"{heartbeat.Name}\""),
    };

    private Ladder Ladder(Ladder ladder) => ladder with
    {
        Name = ladder.Name ?? string.Empty,
        Level = ladder.Level ?? string.Empty,
        Labels = Labels(ladder.Labels, $"A label of the ladder \"{ladder.Name}\""),
        Steps = Entries(ladder.Steps, $"A step of the ladder \"{ladder.Name}\"", step => step with
        {
            Targets = Texts(step.Targets, $"A target of the ladder \"{ladder.Name}\""),
            Channels = Texts(step.Channels, $"A channel of the ladder \"{ladder.Name}\""),
        }),
    };

    private EscalationRule Rule(EscalationRule rule) => rule with
    {
        Name = rule.Name ?? string.Empty,
        Levels = Texts(rule.Levels, $"A level of the rule \"{rule.Name}\""),
        Labels = Labels(rule.Labels, $"A label of the rule \"{rule.Name}\""),
        Roles = Texts(rule.Roles, $"A role of the rule \"{rule.Name}\""),
        Channels = Texts(rule.Channels, $"A channel of the rule \"{rule.Name}\""),
    };

    private ImmutableArray<T> Entries<T>(ImmutableArray<T> entries, string what, Func<T, T> clean)
        where T : class
    {
        var present = ImmutableArray.CreateBuilder<T>(entries.Length);
        foreach (var entry in entries)
        {
            if (entry is null)
            {
                findings.Add(PlaybookFindings.Missing(what));
            }
            else
            {
                present.Add(clean(entry));
            }
        }

        return present.DrainToImmutable();
    }

    private ImmutableArray<string> Texts(ImmutableArray<string> texts, string what) => Entries(texts, what, text => text);

    private ImmutableArray<LabelMatch> Labels(ImmutableArray<LabelMatch> labels, string what) => Entries(labels, what, label => label with
    {
        Name = label.Name ?? string.Empty,
        Value = Text(label.Value, $"The value of the label \"{label.Name}\""),
    });

    private string Text(string? text, string what)
    {
        if (text is null)
        {
            findings.Add(PlaybookFindings.Missing(what));
        }

        return text ?? string.Empty;
    }
}
