using System.Collections.Immutable;
using Markdig.Syntax;
using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the phases of the workflow with their checklists.</summary>
internal static class PhaseReader
{
    public const string OptionalMark = "optional";
    public const string RequiredMark = "required";
    public const string IdMark = "id";

    public static ImmutableArray<PlaybookPhase> Read(ReadingContext context)
    {
        var drafts = new List<(Section Section, List<ItemDraft> Items)>();
        foreach (var section in context.SectionsOf(SectionKind.Phase))
        {
            context.Claim($"the phase {section.Phase}", section);
            drafts.Add((section, [.. context.ListItems(section).Select(item => ReadItem(context, section.Phase!.Value, item))]));
        }

        foreach (var section in context.SectionsOf(SectionKind.Note).Where(IsListInWorkflow))
        {
            context.Log.Add(MarkdownFindings.UnknownPhase(section.Heading!.Title.Text), context.PlaceOf(section));
        }

        var ids = new Queue<string>(ChecklistIds.For([.. drafts.SelectMany(draft => draft.Items).Select(item => (item.Text, item.Id))]));
        return [.. drafts.Select(draft => new PlaybookPhase
        {
            Phase = draft.Section.Phase!.Value,
            Title = context.Text(draft.Section.Heading!.TitleWithout(SectionClassifier.PhaseMark, out _)),
            Items = [.. draft.Items.Select(item => new ChecklistItem { Id = ids.Dequeue(), Text = item.Text, IsRequired = item.IsRequired })],
        })];
    }

    public static ItemDraft ReadItem(ReadingContext context, IncidentPhase phase, Piece item)
    {
        var text = item;
        bool? isRequired = null;
        string? id = null;
        while (text.TrySplitParentheses(out var outer, out var inner))
        {
            if (Is(inner, OptionalMark) || Is(inner, RequiredMark))
            {
                isRequired = Is(inner, RequiredMark);
            }
            else if (inner.IndexOf(':') is > 0 and var colon && Is(inner.Slice(0, colon), IdMark))
            {
                id = context.Text(inner.From(colon + 1));
                context.Log.Locate($"checklist item \"{id}\"", context.PlaceOf(item));
            }
            else
            {
                break;
            }

            text = outer;
        }

        var words = context.Text(text);
        return new ItemDraft(words, id, isRequired ?? ChecklistDefaults.IsRequired(phase, words));
    }

    private static bool Is(Piece piece, string mark) => piece.Source.Equals(mark, StringComparison.OrdinalIgnoreCase);

    private static bool IsListInWorkflow(Section section) =>
        section.Parent?.Kind is SectionKind.Workflow or SectionKind.Phase && section.Blocks.Exists(block => block.Content is ListBlock);
}
