using System.Collections.Immutable;
using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>A ladder whose rows are being read.</summary>
internal sealed class LadderDraft(string name, string level, ImmutableArray<LabelMatch> labels)
{
    public const string Cycle = "Cycle";
    public const string Repeats = "Repeats";
    public const string UntilAcknowledged = "until acknowledged";

    private readonly Dictionary<string, Piece> _given = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public string Level { get; } = level;

    public List<LadderStep> Steps { get; } = [];

    /// <summary>Takes the cycle or the repeats, which any row may give and no two may give differently.</summary>
    public void Add(ReadingContext context, string column, Piece cell)
    {
        if (cell.IsBlank || _given.TryAdd(column, cell) || _given[column].Text == cell.Text)
        {
            return;
        }

        context.Report(MarkdownFindings.Disagreement(Level, column, cell.Text, _given[column].Text), cell);
    }

    public Ladder Build(ReadingContext context)
    {
        var ladder = new Ladder { Name = Name, Level = Level, Labels = labels, Steps = [.. Steps] };
        if (_given.TryGetValue(Cycle, out var cycle))
        {
            ladder = ladder with { Cycle = ValueReader.Duration(context, cycle, $"The cycle of the ladder of \"{Level}\"") };

            // Repeats without a cycle would be a second finding for one mistake.
            if (ladder.Cycle is null)
            {
                return ladder;
            }
        }

        if (!_given.TryGetValue(Repeats, out var repeats))
        {
            return ladder;
        }

        return HeadingWords.Same(context.Text(repeats), UntilAcknowledged)
            ? ladder with { UntilAcknowledged = true }
            : ladder with { Repeats = ValueReader.Number(context, repeats, $"The repeats of the ladder of \"{Level}\"") ?? 0 };
    }
}
