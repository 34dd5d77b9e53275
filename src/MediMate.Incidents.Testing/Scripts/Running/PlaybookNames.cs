using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>Checks the names of a script that only its playbook knows.</summary>
internal sealed class PlaybookNames(Playbook playbook, IncidentScript script)
{
    private const string NoChannel = "none";

    /// <summary>Lists the names that do not exist.</summary>
    public ImmutableArray<ScriptError> Check()
    {
        var errors = new ScriptErrors();
        foreach (var use in script.Uses)
        {
            var (what, known, comparer) = Known(use.Kind);
            if (!known.Contains(use.Name, comparer))
            {
                errors.Add(use.Path, $"Neither the script nor the playbook knows a {what} \"{use.Name}\". Known: {string.Join(", ", known)}.");
            }
        }

        return errors.All;
    }

    private (string What, IReadOnlyCollection<string> Known, StringComparer Comparer) Known(FieldKind kind) => kind switch
    {
        FieldKind.Channel => ("channel", Channels(), StringComparer.OrdinalIgnoreCase),
        FieldKind.Recipient => ("recipient", Recipients(), StringComparer.Ordinal),
        FieldKind.Clock => ("clock", [.. KnownClocks.All.Select(clock => clock.Name)], StringComparer.Ordinal),
        FieldKind.Monitor => ("heartbeat", [.. playbook.Heartbeats.Select(heartbeat => heartbeat.Name)], StringComparer.Ordinal),
        FieldKind.Level => ("level", [.. playbook.Levels.Select(level => level.Name)], StringComparer.Ordinal),
        FieldKind.Item => ("checklist item", [.. playbook.Phases.SelectMany(phase => phase.Items).Select(item => item.Id)], StringComparer.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a name of the playbook."),
    };

    private List<string> Channels() =>
    [
        .. IncidentHarness.ChannelNames(playbook, script.People).Distinct(StringComparer.OrdinalIgnoreCase),
        NoChannel,
    ];

    private List<string> Recipients() =>
    [
        .. script.People.Select(person => person.Id)
            .Concat([HarnessDirectory.Users])
            .Concat(script.People.SelectMany(person => person.Roles))
            .Concat(playbook.Team.Select(role => role.Name))
            .Concat(playbook.Contacts.Select(contact => contact.Name))
            .Concat(playbook.Ladders.SelectMany(ladder => ladder.Steps).SelectMany(step => step.Targets))
            .Concat([playbook.EmergencyContact, .. IncidentHarness.ExternalAudience(playbook)])
            .Distinct(StringComparer.Ordinal),
    ];
}
