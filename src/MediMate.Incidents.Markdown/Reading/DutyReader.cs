using System.Collections.Immutable;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the standing duties and the responsibilities: plain lists.</summary>
internal static class DutyReader
{
    public static ImmutableArray<Duty> Read(ReadingContext context)
    {
        var duties = ImmutableArray.CreateBuilder<Duty>();
        foreach (var section in context.SectionsOf(SectionKind.Duties, SectionKind.StandingDuties))
        {
            var items = context.ListItems(section);
            context.Places.Duties.AddRange(items.Select(context.PlaceOf));
            duties.AddRange(items.Select(item => new Duty { Section = context.Text(section.Heading!.Title), Text = context.Text(item) }));
        }

        return duties.ToImmutable();
    }

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

            context.Places.Responsibilities.AddRange(items.Select(context.PlaceOf));
            responsibilities.AddRange(items.Select(context.Text));
        }

        return responsibilities.ToImmutable();
    }
}
