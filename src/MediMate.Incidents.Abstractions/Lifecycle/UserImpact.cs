namespace MediMate.Incidents;

/// <summary>What users noticed of an incident, and whether they were told: the last word of a resolution in one call.</summary>
public sealed record UserImpact
{
    private UserImpact(UserImpactKind kind, string? text = null)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>Gets: no user was affected.</summary>
    public static UserImpact None { get; } = new(UserImpactKind.None);

    /// <summary>Gets: users were affected, and they were told.</summary>
    public static UserImpact Told { get; } = new(UserImpactKind.Told);

    /// <summary>Gets which of the three it is.</summary>
    public UserImpactKind Kind { get; }

    /// <summary>Gets what users noticed, in words.</summary>
    /// <value><see langword="null"/> unless it was described.</value>
    public string? Text { get; }

    /// <summary>Makes an impact in words.</summary>
    /// <param name="text">What users noticed, and how they were told.</param>
    /// <returns>The impact.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is blank.</exception>
    public static UserImpact Described(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new UserImpact(UserImpactKind.Described, text);
    }

    /// <summary>Returns the text, or the kind in words.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text ?? (Kind == UserImpactKind.None ? "no user impact" : "users were told");
}
