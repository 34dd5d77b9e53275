using System.Collections.Immutable;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the scenarios: each heading under the scenarios is one, the lists below it are its steps.</summary>
internal static class ScenarioReader
{
    public static ImmutableArray<Scenario> Read(ReadingContext context) =>
        [.. context.SectionsOf(SectionKind.Scenario).Select(section => new Scenario
        {
            Name = context.Text(section.Heading!.Title),
            Steps = [.. context.ListItems(section).Select(context.Text)],
        })];
}
