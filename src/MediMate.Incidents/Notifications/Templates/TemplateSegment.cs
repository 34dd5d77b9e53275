namespace MediMate.Incidents;

/// <summary>A piece of a template: a literal text, or a placeholder with the name that the template gives it.</summary>
internal readonly record struct TemplateSegment(TemplateValue Value, string Text);
