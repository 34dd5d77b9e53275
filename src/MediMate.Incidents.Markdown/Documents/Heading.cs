namespace MediMate.Incidents.Documents;

/// <summary>A heading.</summary>
/// <param name="Written">The heading as it is written, with its number.</param>
/// <param name="Level">Its depth, from one.</param>
internal sealed record Heading(Piece Written, int Level)
{
    /// <summary>Gets the heading without a leading number such as <c>1.</c> or <c>2.3)</c>.</summary>
    public Piece Title { get; } = WithoutNumber(Written);

    public bool IsNumbered => Title.Offset != Written.Offset;

    /// <summary>Takes a mark such as <c>(audience: internal)</c> off the title.</summary>
    public Piece TitleWithout(string mark, out string? value)
    {
        value = null;
        if (!Title.TrySplitParentheses(out var outer, out var inner)
            || inner.IndexOf(':') is not (> 0 and var colon)
            || !inner.Source[..colon].Trim().Equals(mark, StringComparison.OrdinalIgnoreCase))
        {
            return Title;
        }

        value = inner.From(colon + 1).Text;
        return outer;
    }

    private static Piece WithoutNumber(Piece written)
    {
        var source = written.Source;
        var index = 0;
        while (index < source.Length && (char.IsAsciiDigit(source[index]) || (index > 0 && source[index] is '.' or ')' or ':')))
        {
            index++;
        }

        var isNumber = index > 1 && index < source.Length && source[index] == ' ' && source.AsSpan(0, index).ContainsAny(".):");
        return isNumber ? written.From(index) : written;
    }
}
