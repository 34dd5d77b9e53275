using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A choice of phase words, such as <c>[Investigation/Containment/Resolution]</c>: which of the words stands for each phase.</summary>
internal static class PhaseChoice
{
    private static readonly ImmutableArray<IncidentPhase> Phases = [.. Enum.GetValues<IncidentPhase>()];

    /// <summary>Gets the document's words, for a placeholder that offers none of its own.</summary>
    public static ImmutableArray<string> Default { get; } = Words(
    [
        (IncidentPhase.Investigating, "Investigation"),
        (IncidentPhase.Containing, "Containment"),
        (IncidentPhase.Resolving, "Resolution"),
    ]);

    /// <summary>Reads a choice.</summary>
    /// <returns>The word for each phase; <see langword="null"/> when the placeholder is no choice of phase words alone.</returns>
    public static ImmutableArray<string>? Read(string placeholder)
    {
        if (!placeholder.Contains('/', StringComparison.Ordinal))
        {
            return null;
        }

        var offered = new List<(IncidentPhase Phase, string Word)>();
        foreach (var word in placeholder.Split('/', StringSplitOptions.TrimEntries))
        {
            if (PhaseWords.Find(word) is not { } phase)
            {
                return null;
            }

            offered.Add((phase, CleanText.Line(word)));
        }

        return Words(offered);
    }

    private static ImmutableArray<string> Words(List<(IncidentPhase Phase, string Word)> offered) => [.. Phases.Select(phase => WordFor(phase, offered))];

    /// <summary>
    /// The phase's own word; else the one of the three groups to which the phase belongs; else that of the latest phase passed, so that no
    /// message claims more than was reached; else the earliest word that is offered.
    /// </summary>
    private static string WordFor(IncidentPhase phase, List<(IncidentPhase Phase, string Word)> offered) =>
        Find(phase, offered)
        ?? Find(GroupOf(phase), offered)
        ?? offered.Where(entry => entry.Phase < phase).OrderByDescending(entry => entry.Phase).Select(entry => entry.Word).FirstOrDefault()
        ?? offered.MinBy(entry => entry.Phase).Word;

    private static string? Find(IncidentPhase phase, List<(IncidentPhase Phase, string Word)> offered) =>
        offered.Where(entry => entry.Phase == phase).Select(entry => entry.Word).FirstOrDefault();

    private static IncidentPhase GroupOf(IncidentPhase phase) => phase switch
    {
        IncidentPhase.Detected or IncidentPhase.Assessing or IncidentPhase.Investigating => IncidentPhase.Investigating,
        IncidentPhase.Containing => IncidentPhase.Containing,
        _ => IncidentPhase.Resolving,
    };
}
