using System.Collections;
using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>Collects the fields of an output line. What is null is left out.</summary>
internal sealed class LineFields : IEnumerable<LineField>
{
    private readonly List<LineField> _fields = [];

    public void Add(string name, string? value) => Put(name, value);

    public void Add(string name, long value) => Put(name, (decimal)value);

    public void Add(string name, decimal value) => Put(name, value);

    public void Add(string name, bool value) => Put(name, value);

    public void Add(string name, Instant value) => Put(name, value);

    public void Add(string name, Duration value) => Put(name, value);

    public void Add(string name, ImmutableArray<string> value) => Put(name, value);

    public void Add(string name, ImmutableArray<Label> value) => Put(name, value);

    /// <summary>Adds a word of a fixed list, in camel case.</summary>
    public void AddWord<T>(string name, T value)
        where T : struct, Enum
    {
        var word = value.ToString();
        Put(name, char.ToLowerInvariant(word[0]) + word[1..]);
    }

    public void AddRange(IEnumerable<LineField> fields) => _fields.AddRange(fields);

    public IEnumerator<LineField> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Put(string name, object? value)
    {
        if (value is not null)
        {
            _fields.Add(new LineField(name, value));
        }
    }
}
