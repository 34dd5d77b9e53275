using MediMate.Incidents.Reading;

namespace MediMate.Incidents.Writing;

/// <summary>Writes a playbook, part by part, under the headings that the reader knows best.</summary>
internal static class PlaybookWriter
{
    public static string Write(Playbook playbook)
    {
        var document = new DocumentWriter();
        document.Heading(1, WrittenText.Of(playbook.Name));
        WriteSettings(document, playbook);
        TableWriter.WriteLevels(document, playbook);
        CalendarWriter.Write(document, playbook);
        TableWriter.WriteClocks(document, playbook);
        TableWriter.WriteLadders(document, playbook);
        RuleWriter.Write(document, playbook);
        AudienceWriter.Write(document, playbook);
        TableWriter.WriteTeam(document, playbook);
        WriteList(document, "Roles and Responsibilities", playbook.Responsibilities);
        PhaseWriter.Write(document, playbook);
        WriteScenarios(document, playbook);
        WriteRollback(document, playbook);
        TableWriter.WriteFeatures(document, playbook);
        HeartbeatWriter.Write(document, playbook);
        VerbatimWriter.WriteTemplates(document, playbook);
        WriteDuties(document, playbook);
        WriteContacts(document, playbook);
        VerbatimWriter.WriteNotes(document, playbook);
        return document.ToString();
    }

    private static void WriteSettings(DocumentWriter document, Playbook playbook)
    {
        var defaults = new Playbook { Name = playbook.Name, Levels = playbook.Levels };
        (string Name, string? Value, string? Default)[] settings =
        [
            (SettingNames.TimeZone, playbook.TimeZone, null),
            (SettingNames.DefaultLevel, playbook.DefaultLevel, null),
            (SettingNames.ReopenWithin, DurationText.Format(playbook.ReopenWithin), DurationText.Format(defaults.ReopenWithin)),
            (SettingNames.GroupBy, Grouping(playbook), null),
            (SettingNames.ResolveAfterQuiet, DurationText.Format(playbook.QuietFor), DurationText.Format(defaults.QuietFor)),
            (SettingNames.OnCall, playbook.OnCall, null),
            (SettingNames.Communications, playbook.Communications, defaults.Communications),
            (SettingNames.EmergencyContact, playbook.EmergencyContact, defaults.EmergencyContact),
            (SettingNames.ExternalAudience, playbook.ExternalAudience, defaults.ExternalAudience),
        ];
        document.Heading(2, "Settings");
        document.Table(
            ["Setting", "Value"],
            settings.Where(setting => setting.Value is not null && setting.Value != setting.Default)
                .Select(setting => (string[])[setting.Name, setting.Name == SettingNames.GroupBy ? setting.Value! : WrittenText.Of(setting.Value!, "|")]));
    }

    /// <summary>Writes the label and the time apart: in the label every mark is a letter.</summary>
    private static string? Grouping(Playbook playbook) =>
        playbook.GroupBy is { } label ? $"{WrittenText.Of(label, "|")} within {DurationText.Format(playbook.GroupWithin)}" : null;

    private static void WriteScenarios(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Scenarios.IsEmpty)
        {
            return;
        }

        document.Heading(2, "Incident Scenarios");
        foreach (var scenario in playbook.Scenarios)
        {
            document.Heading(3, WrittenText.Of(scenario.Name));
            document.Numbers(scenario.Steps.Select(step => WrittenText.Of(step)));
        }
    }

    private static void WriteRollback(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Rollback is not { } rollback)
        {
            return;
        }

        document.Heading(2, "Rollback Procedures");
        if (!rollback.Triggers.IsEmpty)
        {
            document.Heading(3, "Rollback Triggers");
            document.Bullets(rollback.Triggers.Select(trigger => WrittenText.Of(trigger)));
        }

        if (!rollback.Steps.IsEmpty)
        {
            document.Heading(3, "Rollback Steps");
            document.Numbers(rollback.Steps.Select(step => WrittenText.Of(step)));
        }
    }

    private static void WriteDuties(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Duties.IsEmpty)
        {
            return;
        }

        document.Heading(2, "Standing Duties");
        for (var index = 0; index < playbook.Duties.Length;)
        {
            var section = playbook.Duties[index].Section;
            var duties = playbook.Duties.Skip(index).TakeWhile(duty => duty.Section == section).Select(duty => WrittenText.Of(duty.Text)).ToList();
            document.Heading(3, WrittenText.Of(section));
            document.Bullets(duties);
            index += duties.Count;
        }
    }

    private static void WriteContacts(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Contacts.IsEmpty)
        {
            return;
        }

        document.Heading(2, "Contacts");
        document.Bullets(playbook.Contacts.Select(contact =>
            $"{WrittenText.Of(contact.Name, ":")}: {(contact.Reference is { } reference ? WrittenText.Of(reference, "[") : "[Contact]")}"));
    }

    private static void WriteList(DocumentWriter document, string heading, IReadOnlyCollection<string> items)
    {
        if (items.Count > 0)
        {
            document.Heading(2, heading);
            document.Bullets(items.Select(item => WrittenText.Of(item)));
        }
    }
}
