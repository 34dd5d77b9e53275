using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Tests.Stores;

internal sealed class LosesEvents : DelegatingStore
{
    public override async ValueTask<ImmutableArray<IncidentEvent>> ReadEventsAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        [.. (await base.ReadEventsAsync(id, cancellationToken)).TakeLast(1)];
}

internal sealed class ReadsEventsByName : DelegatingStore
{
    public override async ValueTask<ImmutableArray<IncidentEvent>> ReadEventsAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        [.. (await base.ReadEventsAsync(id, cancellationToken)).OrderByDescending(EventJson.NameOf, StringComparer.Ordinal)];
}

internal sealed class ReadsRowsByKey : DelegatingStore
{
    public override async ValueTask<ImmutableArray<OutboxRow>> ReadOutboxAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        [.. (await base.ReadOutboxAsync(id, cancellationToken)).OrderBy(row => row.Key, StringComparer.Ordinal)];
}

internal sealed class LosesBodies : DelegatingStore
{
    public override async ValueTask<ImmutableArray<OutboxRow>> ReadOutboxAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        [.. (await base.ReadOutboxAsync(id, cancellationToken)).Select(row => row is OutboxMessage message ? message with { Body = null } : row)];
}

internal sealed class FindsReferencesExactly : DelegatingStore
{
    public override async ValueTask<Incident?> FindByReferenceAsync(string reference, CancellationToken cancellationToken = default) =>
        await base.FindByReferenceAsync(reference, cancellationToken) is { } found && found.Reference == reference ? found : null;
}

internal sealed class OverwritesPlaybooks : DelegatingStore
{
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _playbooks = new(StringComparer.Ordinal);

    public override ValueTask SavePlaybookAsync(string hash, ReadOnlyMemory<byte> canonicalForm, CancellationToken cancellationToken = default)
    {
        _playbooks[hash] = canonicalForm;
        return ValueTask.CompletedTask;
    }

    public override ValueTask<ReadOnlyMemory<byte>?> ReadPlaybookAsync(string hash, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<ReadOnlyMemory<byte>?>(_playbooks[hash]);
}

internal sealed class IgnoresLabels : DelegatingStore
{
    public override ValueTask<IncidentPage> ListAsync(IncidentQuery query, CancellationToken cancellationToken = default) => base.ListAsync(query with { Label = null }, cancellationToken);
}

internal sealed class TakesInTheLastInstant : DelegatingStore
{
    public override ValueTask<IncidentPage> ListAsync(IncidentQuery query, CancellationToken cancellationToken = default) =>
        base.ListAsync(query with { DeclaredBefore = query.DeclaredBefore + NodaTime.Duration.Epsilon }, cancellationToken);
}

internal sealed class ListsTheOldestFirst : DelegatingStore
{
    public override async ValueTask<IncidentPage> ListAsync(IncidentQuery query, CancellationToken cancellationToken = default)
    {
        var page = await base.ListAsync(query, cancellationToken);
        return page with { Incidents = [.. page.Incidents.Reverse()] };
    }
}

internal sealed class TakesAnyLimit : DelegatingStore
{
    public override ValueTask<IncidentPage> ListAsync(IncidentQuery query, CancellationToken cancellationToken = default) =>
        base.ListAsync(query with { Limit = Math.Clamp(query.Limit, 1, IncidentQuery.MaximumLimit) }, cancellationToken);
}

/// <summary>Counts the incidents before a page, where it should remember one.</summary>
internal sealed class PagesByOffset : DelegatingStore
{
    public override async ValueTask<IncidentPage> ListAsync(IncidentQuery query, CancellationToken cancellationToken = default)
    {
        var skipped = query.After is null ? 0 : int.Parse(query.After, System.Globalization.CultureInfo.InvariantCulture);
        var all = await base.ListAsync(query with { After = null, Limit = IncidentQuery.MaximumLimit }, cancellationToken);
        var next = skipped + query.Limit;
        return new IncidentPage
        {
            Incidents = [.. all.Incidents.Skip(skipped).Take(query.Limit)],
            Next = next < all.Incidents.Length ? next.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        };
    }
}
