using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MediMate.Incidents;

/// <content>Queries for people, each from an index.</content>
public sealed partial class RelationalIncidentStore
{
    /// <inheritdoc/>
    public async ValueTask<IncidentPage> ListAsync(IncidentQuery query, CancellationToken cancellationToken = default)
    {
        var before = QueryCheck.Before(query);
        var (text, values) = Ask(query, before);
        var found = await ReadAsync(session => SelectAsync(session, text, cancellationToken, values), cancellationToken).ConfigureAwait(false);
        return new IncidentPage
        {
            Incidents = [.. found.Take(query.Limit).Select(entry => entry.Snapshot)],
            Next = found.Count > query.Limit ? QueryCheck.Mark(found[query.Limit - 1].Stored.Number) : null,
        };
    }

    private static (string Text, object?[] Values) Ask(IncidentQuery query, long before)
    {
        var text = new StringBuilder("SELECT ").Append(IncidentRecord.Columns).Append(" FROM {s}incidents i WHERE i.number < $1");
        var values = new List<object?> { before };
        if (query.IsOpen is { } open)
        {
            text.Append(open ? " AND i.is_open" : " AND NOT i.is_open");
        }

        if (query.Level is { } level)
        {
            Where("i.level = ", TextValue.Clean(level));
        }

        if (query.OverdueAt is { } at)
        {
            text.Append(" AND i.is_open");
            Where("i.overdue_from <= ", at);
        }

        if (query.AcknowledgedBy is { } person)
        {
            Where("i.acknowledger = ", NameHash.Of(person));
        }

        if (query.DeclaredFrom is { } from)
        {
            Where("i.declared_at >= ", from);
        }

        if (query.DeclaredBefore is { } until)
        {
            Where("i.declared_at < ", until);
        }

        if (query.Label is { } label)
        {
            Where("i.number IN (SELECT t.number FROM {s}incident_terms t WHERE t.term = ", TextValue.Clean(QueryTerms.OfLabel(label)));
            text.Append(')');
        }

        foreach (var word in query.Text is { } words ? QueryTerms.Asked(words) : ImmutableArray<string>.Empty)
        {
            // All words that begin so lie between the beginning itself and the beginning with the last character of all behind it.
            Where("i.number IN (SELECT t.number FROM {s}incident_terms t WHERE t.term >= ", TextValue.Clean(word));
            Where("t.term < ", TextValue.Clean(word) + char.ConvertFromUtf32(0x10FFFF));
            text.Append(')');
        }

        values.Add(query.Limit + 1);
        text.Append(CultureInfo.InvariantCulture, $" ORDER BY i.number DESC LIMIT ${values.Count}");
        return (text.ToString(), [.. values]);

        void Where(string condition, object value)
        {
            values.Add(value);
            text.Append(CultureInfo.InvariantCulture, $" AND {condition}${values.Count}");
        }
    }
}
