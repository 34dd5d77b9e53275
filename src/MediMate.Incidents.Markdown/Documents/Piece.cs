namespace MediMate.Incidents.Documents;

/// <summary>A piece of the document as it is written, and where it begins.</summary>
/// <remarks>
/// Separators are looked for in what is written, so that <c>\,</c> is a comma of the text and not the end of an entry; <see cref="Text"/> is
/// what a reader of the rendered document sees.
/// </remarks>
internal readonly record struct Piece(string Source, int Offset)
{
    public string Text => InlineText.Read(Source);

    public bool IsBlank => string.IsNullOrWhiteSpace(Source) || Source.Trim() is "-" or "–" or "—";

    /// <summary>Gets a value indicating whether nothing is said here: nothing, a dash, or only a bracket, whatever stands in it.</summary>
    public bool IsPlaceholder => IsBlank
        || (Source.StartsWith('[') && EndsWith(']'))
        || (Source.StartsWith('{') && EndsWith('}'))
        || (Source.StartsWith('<') && EndsWith('>') && !IsLink);

    // "<https://x.y>" and "<a@b.c>" say something.
    private bool IsLink => Source.AsSpan().ContainsAny(':', '@');

    public Piece Trim() => Slice(0, Source.Length);

    /// <summary>Cuts a part out, without the blanks around it. A part of blanks alone keeps its place.</summary>
    public Piece Slice(int start, int end)
    {
        var (first, last) = (start, end);
        while (first < last && char.IsWhiteSpace(Source[first]))
        {
            first++;
        }

        while (last > first && char.IsWhiteSpace(Source[last - 1]))
        {
            last--;
        }

        return first == last ? new Piece(string.Empty, Offset + start) : new Piece(Source[first..last], Offset + first);
    }

    public Piece From(int start) => Slice(start, Source.Length);

    /// <summary>Finds a character that no backslash makes a part of the text.</summary>
    public int IndexOf(char sought)
    {
        for (var index = 0; index < Source.Length; index++)
        {
            if (Source[index] == '\\')
            {
                index++;
            }
            else if (Source[index] == sought)
            {
                return index;
            }
        }

        return -1;
    }

    public bool EndsWith(char sought)
    {
        var before = 0;
        while (before < Source.Length - 1 && Source[^(before + 2)] == '\\')
        {
            before++;
        }

        return Source.EndsWith(sought) && before % 2 == 0;
    }

    /// <summary>Splits at a separator; blank parts are left out.</summary>
    public IEnumerable<Piece> Split(char separator)
    {
        var rest = this;
        for (var index = rest.IndexOf(separator); index >= 0; index = rest.IndexOf(separator))
        {
            var part = rest.Slice(0, index);
            if (part.Source.Length > 0)
            {
                yield return part;
            }

            rest = new Piece(rest.Source[(index + 1)..], rest.Offset + index + 1);
        }

        if (rest.Trim() is { Source.Length: > 0 } last)
        {
            yield return last;
        }
    }

    /// <summary>Takes <c>inner</c> off the end of <c>outer (inner)</c>.</summary>
    public bool TrySplitParentheses(out Piece outer, out Piece inner)
    {
        outer = this;
        inner = default;
        if (!EndsWith(')'))
        {
            return false;
        }

        var opening = LastOpening();
        if (opening <= 0 || string.IsNullOrWhiteSpace(Source[..opening]))
        {
            return false;
        }

        outer = Slice(0, opening);
        inner = Slice(opening + 1, Source.Length - 1);
        return true;
    }

    private int LastOpening()
    {
        var opening = -1;
        for (var index = 0; index < Source.Length; index++)
        {
            if (Source[index] == '\\')
            {
                index++;
            }
            else if (Source[index] == '(')
            {
                opening = index;
            }
        }

        return opening;
    }
}
