using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A template parsed once into literal pieces and placeholders.</summary>
internal sealed class CompiledTemplate(MessageTemplate source, ImmutableArray<TemplateSegment> segments, bool hasLooseBracket)
{
    public MessageTemplate Source { get; } = source;

    public ImmutableArray<TemplateSegment> Segments { get; } = segments;

    /// <summary>Gets a value indicating whether the text has a bracket that is neither part of a placeholder nor marked as literal.</summary>
    public bool HasLooseBracket { get; } = hasLooseBracket;

    /// <summary>Gets a value indicating whether the text says what to do next, which takes a look through the checklist.</summary>
    public bool SaysNextSteps { get; } = segments.Any(segment => segment.Value == TemplateValue.NextSteps);

    /// <summary>Gets the names of placeholders that nothing can fill.</summary>
    public IEnumerable<string> Unknown =>
        Segments.Where(segment => segment.Value == TemplateValue.Unknown || IsForRespondersOnly(segment)).Select(segment => segment.Text);

    /// <summary>Renders as plain text: two passes over the pieces, and one allocation.</summary>
    public string Render(in MessageValues values)
    {
        var length = 0;
        foreach (ref readonly var segment in Segments.AsSpan())
        {
            length += values.Of(segment).Length;
        }

        return string.Create(length, (Segments, Values: values), static (text, state) =>
        {
            foreach (ref readonly var segment in state.Segments.AsSpan())
            {
                var piece = state.Values.Of(segment);
                piece.CopyTo(text);
                text = text[piece.Length..];
            }
        });
    }

    /// <summary>What to do next is the team's own affair: users outside are never told.</summary>
    private bool IsForRespondersOnly(TemplateSegment segment) => Source.Audience == MessageAudience.External && segment.Value == TemplateValue.NextSteps;
}
