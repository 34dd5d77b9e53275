using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace MediMate.Incidents;

/// <summary>A template parsed once into literal pieces and placeholders.</summary>
internal sealed class CompiledTemplate(MessageTemplate source, ImmutableArray<TemplateSegment> segments, bool hasLooseBracket)
{
    private const int UsualLength = 256;

    public MessageTemplate Source { get; } = source;

    public ImmutableArray<TemplateSegment> Segments { get; } = segments;

    /// <summary>Gets a value indicating whether the text has a bracket that is neither part of a placeholder nor marked as literal.</summary>
    public bool HasLooseBracket { get; } = hasLooseBracket;

    /// <summary>Gets a value indicating whether the text says what to do next, which takes a look through the checklist.</summary>
    public bool SaysNextSteps { get; } = segments.Any(segment => segment.Value == TemplateValue.NextSteps);

    /// <summary>Gets a value indicating whether the text says itself when users hear again.</summary>
    public bool SaysNextUpdate { get; } = segments.Any(segment => segment.Value == TemplateValue.NextUpdate);

    /// <summary>Gets the names of placeholders that nothing can fill.</summary>
    public IEnumerable<string> Unknown =>
        Segments.Where(segment => segment.Value == TemplateValue.Unknown || IsForRespondersOnly(segment)).Select(segment => segment.Text);

    /// <summary>Renders as plain text. For a message of the usual size nothing is allocated but the result.</summary>
    public string Render(in MessageValues values)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[UsualLength]);
        foreach (ref readonly var segment in Segments.AsSpan())
        {
            text.AppendLiteral(values.Of(segment));
        }

        return text.ToStringAndClear();
    }

    /// <summary>What to do next is the team's own affair: users outside are never told.</summary>
    private bool IsForRespondersOnly(TemplateSegment segment) => Source.Audience == MessageAudience.External && segment.Value == TemplateValue.NextSteps;
}
