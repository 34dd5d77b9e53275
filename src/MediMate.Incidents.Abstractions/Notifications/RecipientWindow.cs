using NodaTime;

namespace MediMate.Incidents;

/// <summary>How many messages of a kind a person got on a channel within a minute.</summary>
/// <remarks>Its id comes from the names of the kind, the person and the channel; it holds none of them.</remarks>
public sealed record RecipientWindow : StoredSubject
{
    /// <summary>Gets when it began: with its first message.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>Gets how many went out at once.</summary>
    public int Sent { get; init; }

    /// <summary>Gets how many went out at once beside those, as the first pages of the most severe level do.</summary>
    public int Exempt { get; init; }

    /// <summary>Gets how many are held for its end.</summary>
    public int Held { get; init; }

    /// <inheritdoc/>
    public override SubjectKind Kind => SubjectKind.RecipientWindow;

    /// <inheritdoc/>
    public override Instant? NextDueAt => null;
}
