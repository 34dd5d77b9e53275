namespace MediMate.Incidents;

/// <summary>The checks on names: none is blank, none stands twice.</summary>
internal static class NameValidation
{
    public static void Check(Playbook playbook, List<PlaybookFinding> findings)
    {
        CheckBlank("playbook", [playbook.Name], findings);
        CheckUnique("severity level", playbook.Levels.Select(level => level.Name), findings);
        CheckUnique("role", playbook.Team.Select(role => role.Name), findings);
        CheckUnique("contact", playbook.Contacts.Select(contact => contact.Name), findings);
        CheckUnique("feature", playbook.Features.Select(feature => feature.Name), findings);
        CheckUnique("checklist item", playbook.Phases.SelectMany(phase => phase.Items).Select(item => item.Id), findings);
        CheckUnique("calendar", playbook.Calendars.Select(calendar => calendar.Name), findings);
        CheckUnique("clock", playbook.Clocks.Select(clock => clock.Name), findings);
        CheckBlank("phase", playbook.Phases.Select(phase => phase.Title), findings);
        CheckBlank("ladder", playbook.Ladders.Select(ladder => ladder.Name), findings);
        CheckBlank("template", playbook.Templates.Select(template => template.Name), findings);
        CheckBlank("scenario", playbook.Scenarios.Select(scenario => scenario.Name), findings);
        CheckBlank("label", playbook.Levels.SelectMany(level => level.Labels).Select(label => label.Name), findings);
        CheckBlank("label", playbook.Features.SelectMany(feature => feature.Labels).Select(label => label.Name), findings);
    }

    public static IEnumerable<string> Repeated(IEnumerable<string> names) => names
        .Where(name => !string.IsNullOrWhiteSpace(name))
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Skip(1).Any())
        .Select(group => group.Key);

    private static void CheckUnique(string what, IEnumerable<string> names, List<PlaybookFinding> findings)
    {
        var all = names.ToList();
        CheckBlank(what, all, findings);
        findings.AddRange(Repeated(all).Select(name => PlaybookFindings.Repeated(what, name)));
    }

    private static void CheckBlank(string what, IEnumerable<string> names, List<PlaybookFinding> findings) =>
        findings.AddRange(names.Where(string.IsNullOrWhiteSpace).Select(name => PlaybookFindings.BlankName(what, name)));
}
