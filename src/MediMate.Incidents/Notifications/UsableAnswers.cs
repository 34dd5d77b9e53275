using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>
/// Makes what a host's directory answered fit to be acted on and kept: whoever has no id and whatever has no channel is left out, and no text has a
/// line break or a control character, which a channel could take for a header of its own.
/// </summary>
internal static class UsableAnswers
{
    /// <summary>Takes the people that can be used.</summary>
    /// <exception cref="InvalidOperationException">There are people, and none of them has an id: that is no answer.</exception>
    public static ImmutableArray<Responder> Of(ImmutableArray<Responder> people)
    {
        if (people.IsDefaultOrEmpty)
        {
            return [];
        }

        ImmutableArray<Responder> usable = [.. people.Where(person => IsThere(person?.Id)).Select(Clean)];
        return usable.IsEmpty ? throw new InvalidOperationException("Nobody in the answer has an id.") : usable;
    }

    /// <summary>Tells whether a name is one.</summary>
    public static bool IsThere(string? name) => name is not null && !CleanText.IsBlank(name);

    private static Responder Clean(Responder person) => person with
    {
        Id = CleanText.Line(person.Id),
        Methods =
        [
            .. person.Methods
                .Where(method => IsThere(method?.Channel))
                .Select(method => method with { Channel = CleanText.Line(method.Channel), Address = CleanText.Line(method.Address ?? string.Empty) }),
        ],
    };
}
