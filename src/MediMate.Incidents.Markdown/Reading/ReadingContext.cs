using Markdig.Syntax;
using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>What every reader of a part needs: the document, and somewhere to report.</summary>
internal sealed class ReadingContext(MarkdownFile document, FindingLog log)
{
    private readonly Dictionary<string, Section> _claims = new(StringComparer.Ordinal);

    public MarkdownFile Document { get; } = document;

    public FindingLog Log { get; } = log;

    /// <summary>Gets where the parts stand that are looked at once everything is read.</summary>
    public PlaybookPlaces Places { get; } = new();

    public IEnumerable<Section> SectionsOf(params SectionKind[] kinds) => Document.Sections.Where(section => kinds.Contains(section.Kind));

    public SourcePlace PlaceOf(Piece piece) => Document.Source.PlaceAt(piece.Offset);

    public SourcePlace PlaceOf(Section section) => section.Heading is { } heading ? PlaceOf(heading.Written) : SourcePlace.Start;

    public void Report(PlaybookFinding finding, Piece piece) => Log.Add(finding, PlaceOf(piece));

    public string Text(Piece piece)
    {
        if (InlineText.IsTooLong(piece.Source))
        {
            Report(MarkdownFindings.TooLong(piece.Source.Length, InlineText.CountMarks(piece.Source)), piece);
        }

        return piece.Text;
    }

    /// <summary>Reports a part for which another section stands already.</summary>
    public void Claim(string what, Section section)
    {
        if (!_claims.TryAdd(what, section) && _claims[what] != section)
        {
            Log.Add(MarkdownFindings.Duplicate(what, PlaceOf(_claims[what]).Line), PlaceOf(section));
        }
    }

    /// <summary>Reads the entries of every list of a section.</summary>
    public IReadOnlyList<Piece> ListItems(Section section, bool orderedOnly = false) =>
        [.. section.Blocks.Select(block => block.Content).OfType<ListBlock>().Where(list => list.IsOrdered || !orderedOnly)
            .SelectMany(list => ListReader.Read(Document, list))];

    public IEnumerable<DocumentTable> Tables(Section section) => section.Blocks.Select(Document.TableIn).OfType<DocumentTable>();
}
