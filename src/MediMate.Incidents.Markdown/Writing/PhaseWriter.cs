using System.Globalization;
using MediMate.Incidents.Reading;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Writing;

/// <summary>Writes the workflow. What the words of a heading or an item do not say is said in parentheses behind them.</summary>
internal static class PhaseWriter
{
    public static void Write(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Phases.IsEmpty)
        {
            return;
        }

        document.Heading(2, "Workflow");
        var named = new Queue<bool>(NamedIds([.. playbook.Phases.SelectMany(phase => phase.Items)]));
        foreach (var phase in playbook.Phases)
        {
            var mark = SectionNames.PhaseOf(phase.Title) == phase.Phase ? string.Empty : $" ({SectionClassifier.PhaseMark}: {phase.Phase})";
            var number = ((int)phase.Phase + 1).ToString(CultureInfo.InvariantCulture);
            document.Heading(3, $"{number}. {WrittenText.Of(phase.Title, Parentheses(phase.Title))}{mark}");
            document.Bullets(phase.Items.Select(item => Item(phase.Phase, item, named.Dequeue())));
        }
    }

    private static string Item(IncidentPhase phase, ChecklistItem item, bool isNamed)
    {
        var id = isNamed ? $" ({PhaseReader.IdMark}: {WrittenText.Of(item.Id, "()")})" : string.Empty;
        var isAsExpected = item.IsRequired == ChecklistDefaults.IsRequired(phase, item.Text);
        var required = isAsExpected ? string.Empty : $" ({(item.IsRequired ? PhaseReader.RequiredMark : PhaseReader.OptionalMark)})";
        return $"{WrittenText.Of(item.Text, Parentheses(item.Text))}{id}{required}";
    }

    // Parentheses at the end are where marks stand.
    private static string Parentheses(string text) => text.EndsWith(')') ? "()" : string.Empty;

    /// <summary>Tells which ids have to be written because the reader would make another one of the text.</summary>
    private static bool[] NamedIds(IReadOnlyList<ChecklistItem> items)
    {
        var named = new bool[items.Count];
        var hasChanged = true;
        while (hasChanged)
        {
            // A written id is taken before any is made, which can change those that are made: until nothing changes any more.
            var made = ChecklistIds.For([.. items.Select((item, index) => (item.Text, named[index] ? item.Id : null))]);
            hasChanged = false;
            for (var index = 0; index < items.Count; index++)
            {
                hasChanged |= made[index] != items[index].Id;
                named[index] |= made[index] != items[index].Id;
            }
        }

        return named;
    }
}
