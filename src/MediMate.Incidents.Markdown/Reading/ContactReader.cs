using System.Buffers;
using System.Collections.Immutable;
using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the contacts: names with a configuration key or a person's id.</summary>
internal static class ContactReader
{
    private const int DigitsOfANumber = 7;

    private static readonly SearchValues<char> NumberMarks = SearchValues.Create("0123456789+-().,/ ");

    public static ImmutableArray<Contact> Read(ReadingContext context)
    {
        var contacts = ImmutableArray.CreateBuilder<Contact>();
        foreach (var section in context.SectionsOf(SectionKind.Contacts))
        {
            foreach (var (name, value) in PairReader.Read(context, section, "contacts"))
            {
                context.Claim("the contacts", section);
                contacts.Add(Read(context, name, value));
            }
        }

        return contacts.ToImmutable();
    }

    private static Contact Read(ReadingContext context, Piece name, Piece value)
    {
        var contact = new Contact { Name = context.Text(name), Reference = value.IsPlaceholder ? null : context.Text(value) };
        context.Log.Locate($"contact \"{contact.Name}\"", context.PlaceOf(name));
        if (contact.Reference is null)
        {
            context.Report(MarkdownFindings.BlankContact(contact.Name), value);
        }
        else if (IsPersonal(contact.Reference))
        {
            context.Report(MarkdownFindings.PersonalContact(contact.Name), value);
        }

        return contact;
    }

    private static bool IsPersonal(string value) =>
        value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
        || (!value.StartsWith("config:", StringComparison.OrdinalIgnoreCase) && value.Contains('@', StringComparison.Ordinal))
        || (value.Count(char.IsAsciiDigit) >= DigitsOfANumber && value.AsSpan().IndexOfAnyExcept(NumberMarks) < 0);
}
