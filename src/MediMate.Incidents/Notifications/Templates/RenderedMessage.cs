namespace MediMate.Incidents;

/// <summary>A body as it goes out.</summary>
/// <param name="Body">The text, in the form that the channel wants.</param>
/// <param name="Language">The language of the template's variant; <see langword="null"/> for its default text, or where there is no template.</param>
internal readonly record struct RenderedMessage(string Body, string? Language);
