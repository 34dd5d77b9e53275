namespace MediMate.Incidents;

/// <summary>The checks on the escalation rules.</summary>
internal static class RuleValidation
{
    public static void Check(Playbook playbook, KnownNames known, List<PlaybookFinding> findings)
    {
        foreach (var rule in playbook.Rules)
        {
            if (rule.Roles.IsEmpty)
            {
                findings.Add(PlaybookFindings.RuleWithoutRole(rule.Name));
            }

            findings.AddRange(rule.Roles.Where(role => !known.HasPerson(role)).Select(role => PlaybookFindings.UnknownPerson($"The rule \"{rule.Name}\"", role)));
            findings.AddRange(rule.Roles.Where(known.IsBlankContact).Select(role => PlaybookFindings.RuleCallsBlank(rule.Name, role)));
            findings.AddRange(rule.Levels.Where(level => !known.HasLevel(level)).Select(level => PlaybookFindings.UnknownLevel($"The rule \"{rule.Name}\"", level, playbook)));
            CheckWhen(playbook, rule, findings);
            CheckWords(rule, findings);
        }
    }

    private static void CheckWhen(Playbook playbook, EscalationRule rule, List<PlaybookFinding> findings)
    {
        if (rule.Clock is { } clock && clock != ClockNames.Response && !playbook.Clocks.Any(definition => definition.Name == clock))
        {
            var known = playbook.Clocks.Select(definition => definition.Name).Append(ClockNames.Response).Distinct(StringComparer.Ordinal);
            findings.Add(PlaybookFindings.UnknownValue($"The clock of the rule \"{rule.Name}\"", clock, [.. known]));
        }

        if (rule.Step < 1)
        {
            findings.Add(PlaybookFindings.RuleStep(rule.Name, rule.Step.Value));
        }
    }

    private static void CheckWords(EscalationRule rule, List<PlaybookFinding> findings)
    {
        if (!Enum.IsDefined(rule.When))
        {
            findings.Add(PlaybookFindings.UnknownValue($"What lets the rule \"{rule.Name}\" speak", rule.When.ToString(), Enum.GetNames<RuleTrigger>()));
        }

        if (!Enum.IsDefined(rule.Verb))
        {
            findings.Add(PlaybookFindings.UnknownValue($"What the rule \"{rule.Name}\" does", rule.Verb.ToString(), Enum.GetNames<EscalationVerb>()));
        }

        if (rule.Kind is not (MessageKind.Page or MessageKind.Note))
        {
            findings.Add(PlaybookFindings.UnknownValue($"The message of the rule \"{rule.Name}\"", rule.Kind.ToString(), [nameof(MessageKind.Page), nameof(MessageKind.Note)]));
        }
    }
}
