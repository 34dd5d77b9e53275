using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A piece of a template: a literal text, or a placeholder with the name that the template gives it.</summary>
/// <param name="Value">What the piece stands for.</param>
/// <param name="Text">The literal text, or the placeholder's name.</param>
/// <param name="PhaseWords">Where the piece is the phase: the word for each phase, in the order of <see cref="IncidentPhase"/>.</param>
internal readonly record struct TemplateSegment(TemplateValue Value, string Text, ImmutableArray<string> PhaseWords = default);
