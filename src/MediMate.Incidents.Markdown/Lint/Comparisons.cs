using System.Buffers;

namespace MediMate.Incidents.Lint;

/// <summary>Tells whether a text compares something with a number: "error rate above 1 %".</summary>
internal static class Comparisons
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("<>≤≥⩽⩾＜＞");

    private static readonly PhraseSet Words = new(
    [
        "above", "below", "over", "under", "beyond", "exceed", "exceeded", "exceeding", "more than", "less than", "fewer than", "greater than", "higher than", "lower than",
        "larger than", "smaller than", "longer than", "shorter than", "slower than", "faster than", "worse than", "better than", "at least", "at most", "or more", "or less",
        "or fewer", "or higher", "or lower", "or above", "or below", "and above", "and below", "reach", "reached", "equal", "up by", "down by", "rise by", "rise to", "drop by",
        "drop to", "fall by", "fall to", "increase by", "decrease by", "times the", "double", "doubled", "triple", "tripled", "halved",
    ]);

    private static readonly PhraseSet Numbers = new(
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "fifty", "hundred", "thousand", "million", "half", "twice",
        "double", "doubled", "triple", "tripled", "halved",
    ]);

    private static readonly SearchValues<string> Units = SearchValues.Create(["", "MS", "S", "SEC", "MIN", "M", "H", "HR", "D", "K", "X", "PP", "MB", "GB", "RPS"], StringComparison.Ordinal);

    public static bool AreIn(string text, IReadOnlyList<string> words) =>
        (text.AsSpan().ContainsAny(Signs) || Words.IsIn(words)) && (words.Any(IsNumber) || Numbers.IsIn(words));

    // "500ms" is a number, "p95" and "5xx" are names.
    private static bool IsNumber(string word)
    {
        var unit = word.AsSpan().TrimStart("0123456789");
        return unit.Length < word.Length && Units.Contains(unit.ToString());
    }
}
