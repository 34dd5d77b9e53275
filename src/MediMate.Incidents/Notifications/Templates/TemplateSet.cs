using System.Collections.Frozen;
using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>The template for one audience: its default text, and the texts in other languages that share its name.</summary>
internal sealed class TemplateSet
{
    private readonly CompiledTemplate? _default;
    private readonly FrozenDictionary<string, CompiledTemplate> _byLanguage;

    private TemplateSet(IEnumerable<MessageTemplate> templates)
    {
        All = [.. templates.Select(TemplateParser.Parse)];
        _default = All.FirstOrDefault(template => template.Source.Language is null);
        _byLanguage = All.Where(template => template.Source.Language is not null)
            .ToFrozenDictionary(template => template.Source.Language!, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Gets every text of the template.</summary>
    public ImmutableArray<CompiledTemplate> All { get; }

    /// <summary>Finds the template for an audience.</summary>
    /// <returns>The template, or <see langword="null"/> when the playbook has none.</returns>
    public static TemplateSet? For(Playbook playbook, MessageAudience audience) => NameFor(playbook, audience) is { } name
        ? new TemplateSet(playbook.Templates.Where(template => template.Audience == audience && IsNamed(template, name)))
        : null;

    /// <summary>Finds the name of the template that messages to an audience take: the first one with a default text, else the first.</summary>
    public static string? NameFor(Playbook playbook, MessageAudience audience) =>
        (playbook.Templates.FirstOrDefault(template => template.Audience == audience && template.Language is null)
            ?? playbook.Templates.FirstOrDefault(template => template.Audience == audience))?.Name;

    public static bool IsNamed(MessageTemplate template, string name) => string.Equals(template.Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Chooses the text for a reader: by the whole tag, then by shorter ones, then the default text.</summary>
    /// <returns>The text, or <see langword="null"/> when none fits.</returns>
    public CompiledTemplate? In(string? language)
    {
        for (var tag = language; tag is not null; tag = LanguageTag.Shorten(tag))
        {
            if (_byLanguage.TryGetValue(tag, out var variant))
            {
                return variant;
            }
        }

        return _default;
    }
}
