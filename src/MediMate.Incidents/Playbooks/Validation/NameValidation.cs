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
        CheckUnique("heartbeat", playbook.Heartbeats.Select(heartbeat => heartbeat.Name), findings);
        CheckUnique("checklist item", playbook.Phases.SelectMany(phase => phase.Items).Select(item => item.Id), findings);
        CheckUnique("rule", playbook.Rules.Select(rule => rule.Name), findings);
        CheckBlank("label", playbook.Rules.SelectMany(rule => rule.Labels).Select(label => label.Name), findings);
        CheckUnique("calendar", playbook.Calendars.Select(calendar => calendar.Name), findings);
        CheckUnique("clock", playbook.Clocks.Select(clock => clock.Name), findings);
        CheckBlank("phase", playbook.Phases.Select(phase => phase.Title), findings);
        CheckBlank("ladder", playbook.Ladders.Select(ladder => ladder.Name), findings);
        CheckBlank("template", playbook.Templates.Select(template => template.Name), findings);
        CheckBlank("scenario", playbook.Scenarios.Select(scenario => scenario.Name), findings);
        CheckBlank("label", playbook.Levels.SelectMany(level => level.Labels).Select(label => label.Name), findings);
        CheckBlank("label", playbook.Ladders.SelectMany(ladder => ladder.Labels).Select(label => label.Name), findings);
        CheckBlank("label", playbook.Features.SelectMany(feature => feature.Labels).Select(label => label.Name), findings);
        CheckBlank("label", playbook.Heartbeats.SelectMany(heartbeat => heartbeat.Match.Concat(heartbeat.Labels)).Select(label => label.Name), findings);
        CheckBlank("key of a heartbeat", playbook.Heartbeats.Select(heartbeat => heartbeat.Key).OfType<string>(), findings);
        CheckBlank("summary of a heartbeat", playbook.Heartbeats.Select(heartbeat => heartbeat.Summary).OfType<string>(), findings);
        CheckBlank("label of the grouping", playbook.GroupBy is { } label ? [label] : [], findings);
    }

    /// <summary>Finds names that stand twice or more, as the first of each is written.</summary>
    public static IEnumerable<string> Repeated(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        List<string>? repeated = null;
        foreach (var name in names)
        {
            if (!string.IsNullOrWhiteSpace(name) && !seen.Add(name))
            {
                (repeated ??= []).Add(seen.TryGetValue(name, out var first) ? first : name);
            }
        }

        return repeated?.Distinct(StringComparer.OrdinalIgnoreCase) ?? [];
    }

    private static void CheckUnique(string what, IEnumerable<string> names, List<PlaybookFinding> findings)
    {
        var all = names.ToList();
        CheckBlank(what, all, findings);
        findings.AddRange(Repeated(all).Select(name => PlaybookFindings.Repeated(what, name)));
    }

    private static void CheckBlank(string what, IEnumerable<string> names, List<PlaybookFinding> findings) =>
        findings.AddRange(names.Where(string.IsNullOrWhiteSpace).Select(name => PlaybookFindings.BlankName(what, name)));
}
