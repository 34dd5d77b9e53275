using System.Collections.Immutable;
using MediMate.Incidents.Documents;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the scenarios: each heading under the scenarios is one, the lists below it are its steps.</summary>
internal static class ScenarioReader
{
    public static ImmutableArray<Scenario> Read(ReadingContext context) =>
        [.. context.SectionsOf(SectionKind.Scenario).Select(section => Read(context, section))];

    private static Scenario Read(ReadingContext context, Section section)
    {
        var name = context.Text(section.Heading!.Title);
        context.Log.Locate($"scenario \"{name}\"", context.PlaceOf(section));
        return new Scenario { Name = name, Steps = [.. context.ListItems(section).Select(context.Text)] };
    }
}
