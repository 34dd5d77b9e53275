namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>A field of a stored row, to be changed past the store.</summary>
internal sealed class StoredField(FaultDatabase database, string table, string column, string where, params object[] key)
{
    public string Column => column;

    public async Task<object> ReadAsync() => (await database.QueryAsync($"SELECT {column} FROM {{s}}{table} WHERE {where}", key)).Single()[0];

    public async Task WriteAsync(object? value) => Assert.Equal(
        1, await database.ExecuteAsync($"UPDATE {{s}}{table} SET {column} = ${key.Length + 1} WHERE {where}", [.. key, value]));

    /// <summary>Gives the value with one byte changed: any of them, or the first, the last and one between.</summary>
    public static IEnumerable<object> Changed(object value, bool anyByte) => value switch
    {
        byte[] bytes => Places(bytes.Length, anyByte).Select(object (place) => Flip(bytes, place)),
        string text => Places(text.Length, anyByte).Select(object (place) => $"{text[..place]}{(char)(text[place] ^ 1)}{text[(place + 1)..]}"),
        long number => Enumerable.Range(0, 8).Select(place => (object)(number ^ (1L << (8 * place)))),
        int number => Enumerable.Range(0, 4).Select(place => (object)(number ^ (1 << (8 * place)))),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    private static IEnumerable<int> Places(int length, bool any) => any ? Enumerable.Range(0, length) : new[] { 0, length / 2, length - 1 }.Distinct();

    private static byte[] Flip(byte[] bytes, int place)
    {
        var changed = bytes.ToArray();
        changed[place] ^= 1;
        return changed;
    }
}
