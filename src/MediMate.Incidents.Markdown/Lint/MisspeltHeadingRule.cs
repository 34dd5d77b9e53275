using MediMate.Incidents.Documents;
using MediMate.Incidents.Reading;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Lint;

/// <summary>Finds headings that are nearly the name of a part, whose sections are therefore kept as notes.</summary>
internal sealed class MisspeltHeadingRule : ILintRule
{
    private static readonly NameFinder Parts = new(SectionNames.OfParts);

    private static readonly NameFinder PartsAndPhases = new(SectionNames.OfParts.Concat(SectionNames.OfPhases));

    public bool NeedsEveryName => false;

    public void Check(ReadingContext context, Playbook playbook)
    {
        foreach (var section in context.SectionsOf(SectionKind.Note).Where(MayBeAPart))
        {
            // A word such as "communication" may head anything; with a number in front it is meant as a phase.
            var heading = section.Heading!;
            var names = heading.IsNumbered ? PartsAndPhases : Parts;
            if (names.Nearest(heading.Title.Text) is { } name)
            {
                context.Log.Add(LintFindings.MisspeltHeading(heading.Title.Text, name), context.PlaceOf(heading.Title));
            }
        }
    }

    // Below the workflow an unknown heading has a finding of its own; below these others every heading is what the one above says.
    private static bool MayBeAPart(Section section)
    {
        if (section.Heading is null || section.Parent?.Kind is SectionKind.Workflow or SectionKind.Phase)
        {
            return false;
        }

        for (var above = section.Parent; above is not null; above = above.Parent)
        {
            if (above.Kind is SectionKind.Notes or SectionKind.Scenario or SectionKind.Template)
            {
                return false;
            }
        }

        return true;
    }
}
