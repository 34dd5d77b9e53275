using System.Collections.Immutable;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the standing duties and the responsibilities: plain lists.</summary>
internal static class DutyReader
{
    public static ImmutableArray<Duty> Read(ReadingContext context) =>
        [.. context.SectionsOf(SectionKind.Duties, SectionKind.StandingDuties).SelectMany(section => context.ListItems(section)
            .Select(item => new Duty { Section = context.Text(section.Heading!.Title), Text = context.Text(item) }))];

    public static ImmutableArray<string> ReadResponsibilities(ReadingContext context)
    {
        var responsibilities = ImmutableArray.CreateBuilder<string>();
        foreach (var section in context.SectionsOf(SectionKind.Responsibilities))
        {
            var items = context.ListItems(section);
            if (items.Count > 0)
            {
                context.Claim("the responsibilities", section);
            }

            responsibilities.AddRange(items.Select(context.Text));
        }

        return responsibilities.ToImmutable();
    }
}
