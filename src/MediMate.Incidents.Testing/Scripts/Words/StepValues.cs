using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>The fields of a step, read and checked.</summary>
internal sealed class StepValues(IReadOnlyDictionary<string, object> values)
{
    /// <summary>Gets the person who gives the command.</summary>
    public Actor By => Actor.Person(Text("by"));

    /// <summary>Gets the person who gives the command; where the step names nobody, the engine itself.</summary>
    public Actor ByOrSystem => Has("by") ? By : Actor.System;

    public string? IdempotencyKey => OptionalText(FieldWord.IdempotencyKey.Name);

    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>Gets a text; one that is missing is empty, so that the engine says what it lacks.</summary>
    public string Text(string name) => OptionalText(name) ?? string.Empty;

    public string? OptionalText(string name) => values.GetValueOrDefault(name) as string;

    public bool Flag(string name) => values.GetValueOrDefault(name) is true;

    public ImmutableArray<string> Texts(string name) => values.GetValueOrDefault(name) is ImmutableArray<string> texts ? texts : [];

    public Instant? Instant(string name) => values.GetValueOrDefault(name) as Instant?;

    public Duration? Duration(string name) => values.GetValueOrDefault(name) as Duration?;

    public T Get<T>(string name) => (T)values[name];

    public T? Find<T>(string name)
        where T : class => values.GetValueOrDefault(name) as T;

    /// <summary>Gets a word of a fixed list; one that is missing is the first.</summary>
    public T Word<T>(string name)
        where T : struct, Enum => OptionalText(name) is { } word ? Enum.Parse<T>(word, ignoreCase: true) : default;
}
