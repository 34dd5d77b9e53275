using Markdig.Syntax;
using MediMate.Incidents.Documents;

namespace MediMate.Incidents.Sections;

/// <summary>Says what each section is about: by the heading above it where that claims everything below, else by its own words.</summary>
internal static class SectionClassifier
{
    public const string PhaseMark = "phase";

    public static void Classify(MarkdownFile document)
    {
        var sections = document.Sections;
        var title = FindTitle(document);
        var hasWorkflow = sections.Any(section => section.Heading is { } heading && SectionNames.KindOf(heading.Title.Text) == SectionKind.Workflow);
        foreach (var section in sections.Where(section => section.Heading is not null))
        {
            section.Kind = section == title ? SectionKind.Title : KindOf(section, hasWorkflow);
        }

        if (!sections.Any(section => section.Kind == SectionKind.Severity && HasTable(document, section))
            && sections.FirstOrDefault(section => section.Kind == SectionKind.Note && HasSeverityTable(document, section)) is { } unnamed)
        {
            unnamed.Kind = SectionKind.Severity;
        }
    }

    private static Section? FindTitle(MarkdownFile document)
    {
        var sections = document.Sections;
        if (sections.Count < 2 || sections[1] is not { Level: 1 } first)
        {
            return null;
        }

        // "# Documentation" over the whole document is its title; the same over a list of its own is the section of that name.
        var isAlone = sections.Skip(2).All(section => section.Level > 1);
        return IsPlain(first) || (isAlone && !HasTable(document, first) && !HasList(first)) ? first : null;
    }

    private static bool IsPlain(Section section) =>
        SectionNames.KindOf(section.Heading!.Title.Text) == SectionKind.Note && SectionNames.PhaseOf(section.Heading.Title.Text) is null;

    private static SectionKind KindOf(Section section, bool hasWorkflow)
    {
        switch (section.Parent!.Kind)
        {
            case SectionKind.Notes:
                return SectionKind.Note;
            case SectionKind.Scenarios:
                return SectionKind.Scenario;
            case SectionKind.Templates:
                return SectionKind.Template;
            case SectionKind.StandingDuties:
                return SectionKind.Duties;
            case SectionKind.Scenario or SectionKind.Template:
                return SectionKind.Note;
        }

        if (IsUnderNotes(section))
        {
            return SectionKind.Note;
        }

        section.Phase = PhaseOf(section, hasWorkflow);
        if (section.Phase is not null)
        {
            return SectionKind.Phase;
        }

        var words = section.Heading!.Title.Text;
        return SectionNames.KindOf(words) is var kind and not SectionKind.Note ? kind : Inherited(section.Parent.Kind, words);
    }

    private static SectionKind Inherited(SectionKind parent, string words) => parent switch
    {
        SectionKind.Duties => SectionKind.Duties,
        SectionKind.Rollback when HeadingWords.Of(words) is "TRIGGER" or "CRITERIA" or "CONDITION" => SectionKind.RollbackTriggers,
        SectionKind.Rollback when HeadingWords.Same(words, "Steps") => SectionKind.RollbackSteps,
        _ => SectionKind.Note,
    };

    private static IncidentPhase? PhaseOf(Section section, bool hasWorkflow)
    {
        var isInWorkflow = section.Parent!.Kind == SectionKind.Workflow;
        var title = section.Heading!.TitleWithout(PhaseMark, out var named);
        if (isInWorkflow && named is not null)
        {
            return SectionNames.PhaseOf(named);
        }

        // "Communication" alone may head anything; in the workflow, with a number, or over a checklist where there is no workflow, it is the phase.
        return isInWorkflow || section.Heading.IsNumbered || (!hasWorkflow && HasList(section))
            ? SectionNames.PhaseOf(title.Text)
            : null;
    }

    private static bool IsUnderNotes(Section section)
    {
        for (var above = section.Parent; above is not null; above = above.Parent)
        {
            if (above.Kind == SectionKind.Notes)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasList(Section section) => section.Blocks.Exists(block => block.Content is ListBlock);

    private static bool HasTable(MarkdownFile document, Section section) => section.Blocks.Exists(block => document.TableIn(block) is not null);

    private static bool HasSeverityTable(MarkdownFile document, Section section) =>
        section.Blocks.Select(document.TableIn).OfType<DocumentTable>().Any(table =>
            table.Header.Cells.Any(cell => HeadingWords.Same(cell.Text, "Level")) && table.Header.Cells.Any(cell => HeadingWords.Same(cell.Text, "Response Time")));
}
