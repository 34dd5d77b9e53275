using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Stores;

/// <summary>Changes what a store is asked for, what it loads and what it commits.</summary>
internal class ChangingStore : DelegatingStore
{
    public override ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default) =>
        base.ExecuteAsync([.. requests.Select(Asked)], (request, loaded) => Committed(decide(request, Loaded(loaded))), cancellationToken);

    protected virtual StoreRequest Asked(StoreRequest request) => request;

    protected virtual StoreLoaded Loaded(StoreLoaded loaded) => loaded;

    protected virtual StoreDecision Committed(StoreDecision decision) => decision;

    protected static StoreDecision Each(StoreDecision decision, Func<IncidentChange, IncidentChange> change) => decision with { Changes = [.. decision.Changes.Select(change)] };
}

internal sealed class ForgetsKeys : ChangingStore
{
    protected override StoreDecision Committed(StoreDecision decision) => Each(decision, change => change with { HeldKeys = [] });
}

internal sealed class NeverReleasesKeys : ChangingStore
{
    protected override StoreDecision Committed(StoreDecision decision) => Each(decision, change => change with { HeldKeys = [.. change.After.Keys.Select(key => key.Key)] });
}

internal sealed class IgnoresVersions : ChangingStore
{
    private readonly Dictionary<IncidentId, long> _versions = [];

    protected override StoreDecision Committed(StoreDecision decision) => Each(decision, change =>
    {
        var known = _versions.GetValueOrDefault(change.After.Id);
        _versions[change.After.Id] = change.After.Version;
        return change with { ExpectedVersion = known };
    });
}

internal sealed class DropsRows : ChangingStore
{
    protected override StoreDecision Committed(StoreDecision decision) => decision with { Rows = [] };
}

internal sealed class DropsNextDue : ChangingStore
{
    protected override StoreDecision Committed(StoreDecision decision) => Each(decision, change => change with { NextDueAt = null });
}

internal sealed class CutsTexts : ChangingStore
{
    protected override StoreDecision Committed(StoreDecision decision) => Each(decision, change => change with
    {
        Events = [.. change.Events.Select(happened => happened is NoteAdded { Text.Length: > 65_535 } note ? note with { Text = note.Text[..65_535] } : happened)],
    });
}

internal sealed class CutsInstantsToMilliseconds : ChangingStore
{
    protected override StoreDecision Committed(StoreDecision decision) => Each(
        decision, change => change with { NextDueAt = change.NextDueAt is { } due ? Instant.FromUnixTimeMilliseconds(due.ToUnixTimeMilliseconds()) : null });
}

internal sealed class LosesLabels : ChangingStore
{
    protected override StoreDecision Committed(StoreDecision decision) => Each(decision, change => change with { After = change.After with { Labels = [.. change.After.Labels.Take(255)] } });
}

internal sealed class GivesNumbersBackwards : ChangingStore
{
    protected override StoreLoaded Loaded(StoreLoaded loaded) => loaded.NextNumber == 0 ? loaded : loaded with { NextNumber = 1000 - loaded.NextNumber };
}

internal sealed class GivesNumbersEverywhere : ChangingStore
{
    protected override StoreLoaded Loaded(StoreLoaded loaded) => loaded with { NextNumber = 1 };
}

internal sealed class ForgetsLastHolders : ChangingStore
{
    protected override StoreLoaded Loaded(StoreLoaded loaded) => loaded with { LastHolder = null };
}

internal sealed class ForgetsSiblings : ChangingStore
{
    protected override StoreLoaded Loaded(StoreLoaded loaded) => loaded with { Siblings = [] };
}

/// <summary>Commits one incident after the other.</summary>
internal sealed class CommitsInPieces : DelegatingStore
{
    public override async ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default)
    {
        foreach (var request in requests)
        {
            var decision = StoreDecision.None;
            await base.ExecuteAsync([request], (asked, loaded) => (decision = decide(asked, loaded)) with { Changes = [], Rows = [] }, cancellationToken);
            foreach (var change in decision.Changes)
            {
                await base.ExecuteAsync([request], (_, _) => new StoreDecision { Changes = [change] }, cancellationToken);
            }
        }

        return [.. requests.Select(_ => StoreResult.Committed)];
    }
}

/// <summary>Loads all requests of a batch before it decides on any.</summary>
internal sealed class LoadsBatchesBeforehand : DelegatingStore
{
    public override async ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default)
    {
        var seen = new Queue<StoreLoaded>();
        await base.ExecuteAsync(requests, Remember, cancellationToken);
        return await base.ExecuteAsync(requests, (request, _) => decide(request, seen.Dequeue()), cancellationToken);

        StoreDecision Remember(StoreRequest request, StoreLoaded loaded)
        {
            seen.Enqueue(loaded);
            return StoreDecision.None;
        }
    }
}

/// <summary>Gives a batch up at the first decision that throws.</summary>
internal sealed class GivesBatchesUp : DelegatingStore
{
    public override async ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default)
    {
        var results = ImmutableArray.CreateBuilder<StoreResult>();
        foreach (var request in requests)
        {
            results.AddRange(await base.ExecuteAsync([request], decide, cancellationToken));
        }

        return results.ToImmutable();
    }
}

/// <summary>Decides on what it loaded without a lock, and does not decide again when another commit came first.</summary>
internal sealed class LosesRaces : DelegatingStore
{
    private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _loads;

    public override async ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default)
    {
        var decision = StoreDecision.None;
        await base.ExecuteAsync(requests, Keep, cancellationToken);
        if (Interlocked.Increment(ref _loads) == 2)
        {
            _second.SetResult();
        }

        await _second.Task;
        return await base.ExecuteAsync(requests, (_, _) => decision, cancellationToken);

        StoreDecision Keep(StoreRequest request, StoreLoaded loaded)
        {
            decision = decide(request, loaded);
            return StoreDecision.None;
        }
    }
}

internal sealed class IgnoresCancellation : DelegatingStore
{
    public override ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default) =>
        base.ExecuteAsync(requests, decide, CancellationToken.None);
}

internal sealed class CannotCommit : DelegatingStore
{
    public override ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("not written yet");
}
