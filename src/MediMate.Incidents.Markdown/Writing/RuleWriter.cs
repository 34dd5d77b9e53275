using MediMate.Incidents.Reading;

namespace MediMate.Incidents.Writing;

/// <summary>Writes the escalation rules; columns that none of them fills are left out.</summary>
internal static class RuleWriter
{
    // A level is "P0 (Critical)", emphasised or not, and the next one follows after a comma.
    private const string LevelMarks = "()*_|,";

    private static readonly (string Header, bool IsNeeded, Func<EscalationRule, string> Cell)[] Columns =
    [
        ("Rule", true, rule => WrittenText.Of(rule.Name, "|")),
        ("When", true, RuleText.Format),
        ("Level", false, rule => string.Join(", ", rule.Levels.Select(level => WrittenText.Of(level, LevelMarks)))),
        ("Labels", false, rule => TableWriter.Labels(rule.Labels)),
        ("Do", true, rule => rule.Verb == EscalationVerb.Tell ? "tell" : "climb"),
        ("Who", true, rule => WrittenText.List(rule.Roles)),
        ("Kind", true, rule => rule.Kind == MessageKind.Page ? "page" : "note"),
        ("Channels", false, rule => WrittenText.List(rule.Channels)),
    ];

    public static void Write(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Rules.IsEmpty)
        {
            return;
        }

        document.Heading(2, "Escalation Rules");
        var columns = Columns.Where(column => column.IsNeeded || playbook.Rules.Any(rule => column.Cell(rule).Length > 0)).ToList();
        document.Table([.. columns.Select(column => column.Header)], playbook.Rules.Select(rule => columns.Select(column => column.Cell(rule)).ToArray()));
    }
}
