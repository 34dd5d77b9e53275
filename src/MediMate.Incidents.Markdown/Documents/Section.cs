using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Documents;

/// <summary>A heading and what stands under it, up to the next heading.</summary>
internal sealed class Section(Heading? heading, Section? parent, int firstLine)
{
    /// <summary>Gets the heading; <see langword="null"/> for what stands before the first one.</summary>
    public Heading? Heading { get; } = heading;

    /// <summary>Gets the section in whose heading's scope this one lies.</summary>
    public Section? Parent { get; } = parent;

    /// <summary>Gets the first line under the heading, counted from zero.</summary>
    public int FirstLine { get; } = firstLine;

    public int LastLine { get; set; }

    public int Level => Heading?.Level ?? 0;

    public List<DocumentBlock> Blocks { get; } = [];

    public SectionKind Kind { get; set; }

    public IncidentPhase? Phase { get; set; }
}
