using System.Data.Common;

namespace MediMate.Incidents;

/// <summary>
/// A statement about any number of ids: <c>{in}</c> in its text stands for the comparison with them, <c>$2</c> and so on for its other values.
/// One about no ids has its values from <c>$1</c> on.
/// </summary>
/// <param name="text">The statement.</param>
/// <param name="ids">The ids.</param>
/// <param name="onRow">Is given each row that it returns; <see langword="null"/> where it returns none.</param>
internal sealed class KeyedStatement(string text, IReadOnlyCollection<Guid> ids, Action<DbDataReader>? onRow = null)
{
    /// <summary>Makes a statement about no ids.</summary>
    public static KeyedStatement Plain(string text, Action<DbDataReader>? onRow, params IReadOnlyList<object?> values) =>
        new(text, [], onRow) { Values = values, HasIds = false };

    public string Text { get; } = text;

    public bool HasIds { get; private init; } = true;

    public IReadOnlyCollection<Guid> Ids { get; } = ids;

    public IReadOnlyList<object?> Values { get; init; } = [];

    public Action<DbDataReader>? OnRow { get; } = onRow;
}
