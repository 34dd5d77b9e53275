using System.Collections.Immutable;
using MediMate.Incidents.Documents;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the features: a table of names and labels, or a list of <c>name</c> or <c>name: label=value</c>.</summary>
internal static class FeatureReader
{
    private const string Name = "Feature";
    private const string Labels = "Labels";
    private const string Table = "features";

    private static readonly Column[] Columns =
    [
        new(Name, IsNeeded: true, "Name", "Critical Feature"),
        new(Labels, IsNeeded: false, "Label"),
    ];

    public static ImmutableArray<Feature> Read(ReadingContext context)
    {
        var features = ImmutableArray.CreateBuilder<Feature>();
        foreach (var section in context.SectionsOf(SectionKind.Features))
        {
            var found = ReadTables(context, section).Concat(context.ListItems(section).Select(item => ReadItem(context, item))).ToList();
            if (found.Count > 0)
            {
                context.Claim("the features", section);
            }

            features.AddRange(found);
        }

        return features.ToImmutable();
    }

    private static IEnumerable<Feature> ReadTables(ReadingContext context, Section section)
    {
        foreach (var view in context.Tables(section).Select(table => TableView.Open(context, table, Table, Columns)).OfType<TableView>())
        {
            foreach (var line in view.Rows())
            {
                if (view.Needed(line, Name) is { } name)
                {
                    yield return Make(context, line[Name], name, ValueReader.Labels(context, line[Labels]));
                }
            }
        }
    }

    private static Feature ReadItem(ReadingContext context, Piece item)
    {
        // What stands behind the colon is labels or words; words belong to the name.
        if (item.IndexOf(':') is > 0 and var colon && ValueReader.Entries(item.From(colon + 1)) is { IsEmpty: false } entries
            && entries.Select(entry => ValueReader.TryReadLabel(context, entry)).ToList() is var labels && labels.TrueForAll(label => label is not null))
        {
            var name = item.Slice(0, colon);
            return Make(context, name, context.Text(name), labels.OfType<LabelMatch>());
        }

        return Make(context, item, context.Text(item), []);
    }

    private static Feature Make(ReadingContext context, Piece piece, string name, IEnumerable<LabelMatch> labels)
    {
        context.Log.Locate($"feature \"{name}\"", context.PlaceOf(piece));
        return new Feature { Name = name, Labels = [.. labels] };
    }
}
