using System.Buffers;

namespace MediMate.Incidents;

/// <summary>Decides what is written down beside what happens: evidence, and corrections of earlier entries. In any phase, after the end too.</summary>
internal static class Records
{
    private const int MostCharacters = 2_000;
    private const int MostOfKind = 200;
    private const int MostOfHash = 300;
    private static readonly SearchValues<char> Algorithm = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/");
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    public static Rejection? Decide(AddEvidence command, IncidentDraft draft)
    {
        var (link, hash, note) = (BlankIsNone(command.Link), BlankIsNone(command.ContentHash), BlankIsNone(command.Note));
        var problems = CommandChecks.Required(("kind", command.Kind))?.Reasons ?? [];
        problems = problems.AddRange(TooLong(("kind", command.Kind, MostOfKind), ("link", link, MostCharacters), ("note", note, MostCharacters)));
        if (link is null && hash is null)
        {
            problems = problems.Add("a link or a content hash is given");
        }

        if (hash is not null && !IsHash(hash))
        {
            problems = problems.Add("the content hash is an algorithm and hexadecimal digits, for instance sha256:9f86d081…");
        }

        if (!problems.IsEmpty)
        {
            return Rejections.Invalid(problems);
        }

        draft.Emit(new EvidenceAdded { Kind = command.Kind.Trim(), Link = link, ContentHash = hash?.ToLowerInvariant(), Note = note });
        return null;
    }

    public static Rejection? Decide(CorrectEntry command, IncidentDraft draft)
    {
        if (CommandChecks.Required(("text", command.Text)) is { } invalid)
        {
            return invalid;
        }

        if (command.Sequence < 1 || command.Sequence > draft.Incident.Version)
        {
            return Rejections.UnknownEntry(draft.Incident, command.Sequence);
        }

        draft.Emit(new EntryCorrected { Corrects = command.Sequence, Text = command.Text });
        return null;
    }

    private static IEnumerable<string> TooLong(params IEnumerable<(string Name, string? Value, int Most)> texts) => texts
        .Where(text => text.Value?.Length > text.Most)
        .Select(text => $"{text.Name} has at most {text.Most} characters");

    private static bool IsHash(string hash)
    {
        var colon = hash.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && hash.Length <= MostOfHash
            && colon < hash.Length - 1
            && hash.AsSpan(0, colon).IndexOfAnyExcept(Algorithm) < 0
            && hash.AsSpan(colon + 1).IndexOfAnyExcept(Hexadecimal) < 0;
    }

    private static string? BlankIsNone(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
