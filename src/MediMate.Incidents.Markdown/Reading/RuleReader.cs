using System.Collections.Immutable;
using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the escalation rules: a row for each.</summary>
internal static class RuleReader
{
    private const string Name = "Rule";
    private const string When = "When";
    private const string Level = "Level";
    private const string Labels = "Labels";
    private const string Do = "Do";
    private const string Who = "Who";
    private const string Kind = "Kind";
    private const string Channels = "Channels";
    private const string Table = "rules";

    private static readonly Column[] Columns =
    [
        new(Name, IsNeeded: false, "Name"),
        new(When, IsNeeded: true, "Event", "Trigger"),
        new(Level, IsNeeded: false, "Severity", "Severity Level", "At"),
        new(Labels, IsNeeded: false, "Label", "For"),
        new(Do, IsNeeded: true, "Tell or climb", "Action", "Verb"),
        new(Who, IsNeeded: true, "Role", "Target"),
        new(Kind, IsNeeded: false, "Message"),
        new(Channels, IsNeeded: false, "Channel", "By", "How"),
    ];

    public static ImmutableArray<EscalationRule> Read(ReadingContext context)
    {
        var rules = ImmutableArray.CreateBuilder<EscalationRule>();
        foreach (var section in context.SectionsOf(SectionKind.Rules))
        {
            foreach (var table in context.Tables(section))
            {
                context.Claim("the rules", section);
                if (TableView.Open(context, table, Table, Columns) is { } view)
                {
                    rules.AddRange(view.Rows().Select(line => Read(context, view, line)).OfType<EscalationRule>());
                }
            }
        }

        return rules.ToImmutable();
    }

    private static EscalationRule? Read(ReadingContext context, TableView view, TableLine line)
    {
        var when = view.Needed(line, When);
        var todo = view.Needed(line, Do);
        var who = view.Needed(line, Who);
        if (when is null || todo is null || who is null)
        {
            return null;
        }

        var name = line[Name].IsBlank ? $"{when}: {todo} {who}" : context.Text(line[Name]);
        context.Log.Locate($"rule \"{name}\"", context.PlaceOf(line[When]));

        // What cannot be read is reported; something else stands in for it, so that the rest of the row is checked too.
        var verb = RuleText.Verb(todo);
        var kind = line[Kind].IsBlank ? (verb == EscalationVerb.Climb ? MessageKind.Page : MessageKind.Note) : RuleText.Kind(context.Text(line[Kind]));
        Report(context, verb is null, $"What the rule \"{name}\" does", line[Do], "tell, climb");
        Report(context, kind is null, $"The message of the rule \"{name}\"", line[Kind], "page, note");
        var rule = new EscalationRule
        {
            Name = name,
            When = RuleTrigger.Declared,
            Levels = ReadLevels(context, line[Level]),
            Labels = [.. ValueReader.Labels(context, line[Labels])],
            Verb = verb ?? EscalationVerb.Tell,
            Roles = ValueReader.List(context, line[Who]),
            Channels = ValueReader.List(context, line[Channels]),
            Kind = kind ?? MessageKind.Note,
        };

        // "label service=payments" speaks when such an incident is declared.
        if (RuleText.LabelsIn(line[When]) is { } labels)
        {
            return rule with { Labels = rule.Labels.AddRange(ValueReader.Labels(context, labels)) };
        }

        var read = RuleText.When(when, rule);
        Report(context, read is null, $"What lets the rule \"{name}\" speak", line[When], RuleText.KnownTriggers);
        return read ?? rule;
    }

    private static ImmutableArray<string> ReadLevels(ReadingContext context, Piece cell) =>
        [.. ValueReader.Entries(cell).Select(level => SeverityReader.SplitName(context, level).Name)];

    private static void Report(ReadingContext context, bool isUnknown, string what, Piece cell, string known)
    {
        if (isUnknown)
        {
            context.Report(MarkdownFindings.UnknownWord(what, context.Text(cell), known), cell);
        }
    }
}
