using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>An event of a name or form that this version does not know: a later version wrote it.</summary>
/// <remarks>
/// It changes nothing of the incident but its version. Written again it gives the very same bytes, so that an older node does no harm while the
/// newer ones are rolled out. <see cref="IncidentEvent.Sequence"/> and the other common members are read where they can be.
/// </remarks>
public sealed record UnknownEvent : IncidentEvent
{
    /// <summary>Gets the name under which it is kept.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the number of its form.</summary>
    /// <value>Counted from one.</value>
    public required int Form { get; init; }

    /// <summary>Gets its bytes as they were written.</summary>
    /// <value>JSON in UTF-8.</value>
    public required ImmutableArray<byte> Content { get; init; }

    /// <summary>Compares with another event, the bytes of the content one by one.</summary>
    /// <param name="other">The other event.</param>
    /// <returns><see langword="true"/> when both say the same.</returns>
    public bool Equals(UnknownEvent? other) =>
        base.Equals(other)
        && Name == other.Name
        && Form == other.Form
        && Content.OrEmpty().AsSpan().SequenceEqual(other.Content.OrEmpty().AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(base.GetHashCode());
        hash.Add(Name, StringComparer.Ordinal);
        hash.Add(Form);
        hash.AddBytes(Content.OrEmpty().AsSpan());
        return hash.ToHashCode();
    }
}
