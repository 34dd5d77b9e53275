namespace MediMate.Incidents.Tests.Shared;

/// <summary>An example of a specification: a numbered heading with fenced blocks.</summary>
internal sealed record SpecExample(string File, int Number, string Title, IReadOnlyList<SpecBlock> Blocks)
{
    /// <summary>Gets the name of the test case.</summary>
    public string Name => FormattableString.Invariant($"{File} {Number}: {Title}");

    public SpecBlock? Find(string kind) => Blocks.SingleOrDefault(block => block.Kind == kind);

    public SpecBlock Get(string kind) => Find(kind) ?? throw new FormatException($"{Name} has no block \"{kind}\".");
}
