using Markdig.Syntax;

namespace MediMate.Incidents.Documents;

/// <summary>A block of the document and the lines that it takes, counted from zero, both included.</summary>
internal sealed record DocumentBlock(Block Content, int FirstLine, int LastLine);
