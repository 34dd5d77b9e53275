using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A template parsed once into literal pieces and placeholders.</summary>
internal sealed class CompiledTemplate(MessageTemplate source, ImmutableArray<TemplateSegment> segments)
{
    public MessageTemplate Source { get; } = source;

    public ImmutableArray<TemplateSegment> Segments { get; } = segments;

    /// <summary>Gets the names of placeholders that nothing can fill.</summary>
    public IEnumerable<string> Unknown =>
        Segments.Where(segment => segment.Value == TemplateValue.Unknown || IsForRespondersOnly(segment)).Select(segment => segment.Text);

    /// <summary>What to do next is the team's own affair: users outside are never told.</summary>
    private bool IsForRespondersOnly(TemplateSegment segment) => Source.Audience == MessageAudience.External && segment.Value == TemplateValue.NextSteps;
}
