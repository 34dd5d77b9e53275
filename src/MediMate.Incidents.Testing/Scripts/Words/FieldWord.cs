using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>A field that a command or an event knows.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record FieldWord(string Name, FieldKind Kind = FieldKind.Text)
{
    /// <summary>Gets a value indicating whether a step cannot do without. What the engine itself demands, it may refuse itself.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Gets the words of a field of the kind <see cref="FieldKind.Word"/>; compared ignoring case.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>Gets the idempotency key, which every command to the engine takes.</summary>
    public static FieldWord IdempotencyKey { get; } = new("idempotencyKey");

    public static FieldWord Required(string name, FieldKind kind = FieldKind.Text) => new(name, kind) { IsRequired = true };

    /// <summary>Makes a field with a fixed list of words.</summary>
    public static FieldWord Of(string name, params ImmutableArray<string> choices) => new(name, FieldKind.Word) { Choices = choices };
}
