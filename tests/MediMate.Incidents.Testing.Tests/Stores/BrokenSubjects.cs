using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Stores;

internal sealed class ForgetsSubjects : ChangingStore
{
    protected override StoreRequest Asked(StoreRequest request) => request with { Subjects = [] };
}

internal sealed class KeepsTheFirstSubject : ChangingStore
{
    private readonly Dictionary<SubjectName, StoredSubject> _first = [];

    protected override StoreDecision Committed(StoreDecision decision) => decision with
    {
        Subjects = [.. decision.Subjects.Select(change => change with { After = First(change.After) with { Version = change.After.Version } })],
    };

    private StoredSubject First(StoredSubject subject)
    {
        _first.TryAdd(subject.Name, subject);
        return _first[subject.Name];
    }
}

internal sealed class NeverRemovesSubjects : ChangingStore
{
    protected override StoreDecision Committed(StoreDecision decision) => decision with { Subjects = [.. decision.Subjects.Select(change => change with { IsRemoved = false })] };
}

internal sealed class CutsTallyKeys : ChangingStore
{
    protected override StoreDecision Committed(StoreDecision decision) => decision with
    {
        Subjects = [.. decision.Subjects.Select(change => change with { After = Cut(change.After) })],
    };

    private static StoredSubject Cut(StoredSubject subject) => subject is not SignalTally tally ? subject : tally with { Counts = [.. tally.Counts.Select(count => count with { Key = count.Key[..Math.Min(count.Key.Length, 255)] })] };
}

internal sealed class ReadsSubjectsById : DelegatingStore
{
    public override async ValueTask<ImmutableArray<StoredSubject>> ReadSubjectsAsync(SubjectKind kind, CancellationToken cancellationToken = default) =>
        [.. (await base.ReadSubjectsAsync(kind, cancellationToken)).OrderBy(subject => subject.Id)];
}

internal sealed class DropsReceipts : ChangingStore
{
    protected override StoreDecision Committed(StoreDecision decision) => decision with { Receipt = null };
}

internal sealed class ForgetsTallies : ChangingStore
{
    protected override StoreRequest Asked(StoreRequest request) => request with { WithTallies = false };
}

internal sealed class ForgetsOpenSubjects : ChangingStore
{
    protected override StoreRequest Asked(StoreRequest request) => request with { WithOpen = null };
}

internal sealed class ShowsNoNumberBesideSubjects : DelegatingStore
{
    public override ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default) =>
        base.ExecuteAsync(
            requests, (request, loaded) => decide(request, request.Subjects.IsEmpty ? loaded : loaded with { NextNumber = 0 }), cancellationToken);
}

/// <summary>Takes whatever version is kept for the one that was expected.</summary>
internal sealed class IgnoresSubjectVersions : DelegatingStore
{
    public override ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default) =>
        base.ExecuteAsync(
            requests,
            (request, loaded) =>
            {
                var decision = decide(request, loaded);
                return decision with { Subjects = [.. decision.Subjects.Select(change => change with { ExpectedVersion = Version(loaded, change) })] };
            },
            cancellationToken);

    private static long Version(StoreLoaded loaded, SubjectChange change) => loaded.Subjects.FirstOrDefault(subject => subject.Name == change.After.Name)?.Version ?? 0;
}

internal sealed class ReplacesReceipts : ChangingStore
{
    protected override StoreDecision Committed(StoreDecision decision) =>
        decision.Receipt is { } receipt ? decision with { Receipt = receipt with { At = Instant.MaxValue } } : decision;
}

/// <summary>Commits subjects before the rest.</summary>
internal sealed class CommitsSubjectsFirst : DelegatingStore
{
    public override async ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default)
    {
        var decision = StoreDecision.None;
        await base.ExecuteAsync(requests, (asked, loaded) => new StoreDecision { Subjects = (decision = decide(asked, loaded)).Subjects }, cancellationToken);
        return await base.ExecuteAsync(requests, (_, _) => decision with { Subjects = [] }, cancellationToken);
    }
}

internal sealed class CountsIncidentsOnly : DelegatingStore
{
    public override async ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken = default) =>
        (await base.ListAsync(new IncidentQuery(), cancellationToken)).Incidents.IsEmpty ? null : Instant.FromUtc(2026, 3, 2, 2, 0, 30);
}

internal sealed class ClaimsIncidentsFirst : DelegatingStore
{
    public override async ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
        [.. (await base.ClaimDueAsync(claim, cancellationToken)).OrderBy(subject => subject.Kind)];
}

/// <summary>Takes so many of each kind.</summary>
internal sealed class LimitsEachKind : DelegatingStore
{
    public override ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
        base.ClaimDueAsync(claim with { Limit = claim.Limit * 2 }, cancellationToken);
}

internal sealed class ComparesReceiptsLoosely : ChangingStore
{
    protected override StoreRequest Asked(StoreRequest request) => request with { Receipt = request.Receipt?.ToUpperInvariant() };

    protected override StoreDecision Committed(StoreDecision decision) =>
        decision.Receipt is { } receipt ? decision with { Receipt = receipt with { Key = receipt.Key.ToUpperInvariant() } } : decision;
}

internal sealed class KeepsReceiptsForEver : ChangingStore
{
    protected override StoreDecision Committed(StoreDecision decision) =>
        decision.Receipt is { } receipt ? decision with { Receipt = receipt with { ExpiresAt = Instant.MaxValue } } : decision;
}

internal sealed class WantsAnIncidentForReceipts : ChangingStore
{
    protected override StoreDecision Committed(StoreDecision decision) =>
        decision.Receipt is { } receipt ? decision with { Receipt = receipt with { IncidentId = receipt.IncidentId ?? default(IncidentId) } } : decision;
}

internal sealed class ForgetsTheSecondIncident : ChangingStore
{
    protected override StoreRequest Asked(StoreRequest request) => request with { Beside = null };
}

internal sealed class ForgetsTheFurtherKey : ChangingStore
{
    protected override StoreRequest Asked(StoreRequest request) => request with { AlsoKey = null };
}
