namespace MediMate.Incidents;

/// <summary>Adds the items of a phase's checklist.</summary>
/// <remarks>Not safe for several threads.</remarks>
public sealed class PhaseBuilder
{
    private readonly List<(string Text, string? Id, bool IsRequired)> _drafts = [];
    private readonly IncidentPhase _phase;

    internal PhaseBuilder(IncidentPhase phase)
    {
        _phase = phase;
    }

    internal IReadOnlyList<(string Text, string? Id, bool IsRequired)> Drafts => _drafts;

    /// <summary>Adds items as a file would: required, except in the first phase and where the text says "if needed" or the like.</summary>
    /// <param name="texts">The texts.</param>
    /// <returns>This builder.</returns>
    public PhaseBuilder AddItems(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            Add(text, id: null, ChecklistDefaults.IsRequired(_phase, text));
        }

        return this;
    }

    /// <summary>Adds an item without which the phase cannot be left forward.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id by which commands name it. Default: the words of the text, joined by hyphens.</param>
    /// <returns>This builder.</returns>
    public PhaseBuilder AddRequired(string text, string? id = null) => Add(text, id, isRequired: true);

    /// <summary>Adds an item that the team may leave open.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id by which commands name it. Default: the words of the text, joined by hyphens.</param>
    /// <returns>This builder.</returns>
    public PhaseBuilder AddOptional(string text, string? id = null) => Add(text, id, isRequired: false);

    private PhaseBuilder Add(string text, string? id, bool isRequired)
    {
        ArgumentNullException.ThrowIfNull(text);
        _drafts.Add((text, id, isRequired));
        return this;
    }
}
