using System.Collections.Immutable;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the ladders: a row for each step; a row without a level goes on with the ladder above it.</summary>
internal static class LadderReader
{
    private const string LadderName = "Ladder";
    private const string Level = "Level";
    private const string Labels = "Labels";
    private const string After = "After";
    private const string Who = "Who";
    private const string Channels = "Channels";
    private const string Table = "escalation";

    private static readonly Column[] Columns =
    [
        new(LadderName, IsNeeded: false, "Name"),
        new(Level, IsNeeded: true, "Severity", "Severity Level"),
        new(Labels, IsNeeded: false, "Label", "For"),
        new(After, IsNeeded: true, "When", "Time", "Offset"),
        new(Who, IsNeeded: true, "Target", "Targets", "Page", "Role", "Roles"),
        new(Channels, IsNeeded: false, "Channel", "By", "How"),
        new(LadderDraft.Cycle, IsNeeded: false, "Every"),
        new(LadderDraft.Repeats, IsNeeded: false, "Repeat"),
    ];

    public static ImmutableArray<Ladder> Read(ReadingContext context)
    {
        var drafts = new LadderDrafts();
        foreach (var section in context.SectionsOf(SectionKind.Ladders))
        {
            foreach (var table in context.Tables(section))
            {
                context.Claim("the escalation", section);
                if (TableView.Open(context, table, Table, Columns) is { } view)
                {
                    ReadRows(context, view, drafts);
                }
            }
        }

        return [.. drafts.InOrder.Select(draft => draft.Build(context))];
    }

    private static void ReadRows(ReadingContext context, TableView view, LadderDrafts drafts)
    {
        LadderDraft? current = null;
        foreach (var line in view.Rows())
        {
            if (current is null || !line[Level].IsBlank || !line[LadderName].IsBlank || !line[Labels].IsBlank)
            {
                current = Find(context, view, line, drafts, current);
            }

            if (current is not null)
            {
                current.Add(context, LadderDraft.Cycle, line[LadderDraft.Cycle]);
                current.Add(context, LadderDraft.Repeats, line[LadderDraft.Repeats]);
                current.Steps.Add(ReadStep(context, line, current));
            }
        }
    }

    private static LadderDraft? Find(ReadingContext context, TableView view, TableLine line, LadderDrafts drafts, LadderDraft? current)
    {
        if (view.Needed(line, Level) is null)
        {
            return current;
        }

        var (level, _) = SeverityReader.SplitName(context, line[Level]);
        ImmutableArray<LabelMatch> labels = [.. ValueReader.Labels(context, line[Labels])];
        var name = line[LadderName].IsBlank ? NameOf(level, labels) : context.Text(line[LadderName]);
        if (drafts.Open(name, level, labels, out var draft))
        {
            context.Log.Locate($"ladder \"{name}\"", context.PlaceOf(line[Level]));
            context.Log.Locate($"level \"{level}\" has two ladders", context.PlaceOf(line[Level]));
        }

        return draft;
    }

    /// <summary>Gets the name of a ladder that is given none.</summary>
    public static string NameOf(string level, ImmutableArray<LabelMatch> labels) =>
        labels.IsEmpty ? level : $"{level} {string.Join(", ", labels.Select(label => $"{label.Name}={label.Value}"))}";

    private static LadderStep ReadStep(ReadingContext context, TableLine line, LadderDraft ladder)
    {
        var targets = ImmutableArray<string>.Empty;
        if (line[Who].IsBlank)
        {
            context.Log.Locate($"ladder \"{ladder.Name}\" calls nobody", context.PlaceOf(line[Who]));
        }
        else
        {
            var pieces = line[Who].Split(',').ToList();
            pieces.ForEach(piece => context.Log.Locate($"ladder \"{ladder.Name}\" calls \"{piece.Text}\"", context.PlaceOf(piece)));
            targets = [.. pieces.Select(context.Text)];
        }

        // An unreadable time takes the one before it: the playbook is refused anyway, and its order is not to blame.
        var offset = ValueReader.Duration(context, line[After], $"A step of the ladder of \"{ladder.Level}\"", allowsZero: true);
        return new LadderStep
        {
            Offset = offset ?? (ladder.Steps.Count > 0 ? ladder.Steps[^1].Offset : NodaTime.Duration.Zero),
            Targets = targets,
            Channels = ValueReader.List(context, line[Channels]),
        };
    }
}
