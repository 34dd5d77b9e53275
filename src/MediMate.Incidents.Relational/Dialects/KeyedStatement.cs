using System.Data.Common;

namespace MediMate.Incidents;

/// <summary>A statement about any number of ids: <c>{in}</c> in its text stands for the comparison with them, <c>$2</c> and so on for its other values.</summary>
/// <param name="text">The statement.</param>
/// <param name="ids">The ids.</param>
/// <param name="onRow">Is given each row that it returns; <see langword="null"/> where it returns none.</param>
internal sealed class KeyedStatement(string text, IReadOnlyCollection<Guid> ids, Action<DbDataReader>? onRow = null)
{
    public string Text { get; } = text;

    public IReadOnlyCollection<Guid> Ids { get; } = ids;

    public IReadOnlyList<object?> Values { get; init; } = [];

    public Action<DbDataReader>? OnRow { get; } = onRow;
}
