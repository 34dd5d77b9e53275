using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Stores;

internal sealed class GivesClaimsTwice : DelegatingStore
{
    public override ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
        base.ClaimDueAsync(claim with { LeasedUntil = claim.Now }, cancellationToken);
}

/// <summary>Looks for what is due, and marks it later: two claimers get the same.</summary>
internal sealed class ClaimsInTwoSteps : DelegatingStore
{
    private readonly TaskCompletionSource<ImmutableArray<OutboxRow>> _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _claims;

    public override async ValueTask<ImmutableArray<OutboxRow>> ClaimOutboxAsync(StoreClaim claim, CancellationToken cancellationToken = default)
    {
        switch (Interlocked.Increment(ref _claims))
        {
            case 1:
                _seen.SetResult(await base.ClaimOutboxAsync(claim, cancellationToken));
                return await _seen.Task;
            case 2:
                return await _seen.Task;
            default:
                return await base.ClaimOutboxAsync(claim, cancellationToken);
        }
    }
}

internal sealed class ClaimsTheLatestFirst : DelegatingStore
{
    public override async ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
        [.. (await base.ClaimDueAsync(claim, cancellationToken)).Reverse()];
}

internal sealed class IgnoresLimits : DelegatingStore
{
    public override ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
        base.ClaimDueAsync(claim with { Limit = 1000 }, cancellationToken);
}

internal sealed class NeverCountsAttemptsAnew : DelegatingStore
{
    private readonly Dictionary<Guid, int> _attempts = [];

    public override async ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
        [.. (await base.ClaimDueAsync(claim, cancellationToken)).Select(subject => subject with { Attempts = _attempts[subject.Id] = _attempts.GetValueOrDefault(subject.Id) + 1 })];
}

internal sealed class CountsNoAttempts : DelegatingStore
{
    public override async ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
        [.. (await base.ClaimDueAsync(claim, cancellationToken)).Select(subject => subject with { Attempts = 1 })];
}

internal sealed class NeverPostpones : DelegatingStore
{
    public override ValueTask PostponeAsync(DueSubject subject, Instant until, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}

internal sealed class AlwaysPostpones : DelegatingStore
{
    public override async ValueTask PostponeAsync(DueSubject subject, Instant until, CancellationToken cancellationToken = default)
    {
        var present = (await base.ClaimDueAsync(new StoreClaim { Now = until, LeasedUntil = until, Limit = 100 }, cancellationToken)).Single(due => due.Id == subject.Id);
        await base.PostponeAsync(present, until, cancellationToken);
    }
}

internal sealed class NeverProlongs : DelegatingStore
{
    public override ValueTask ExtendLeaseAsync(string row, Instant until, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}

internal sealed class IgnoresBusyChannelsInClaims : DelegatingStore
{
    public override ValueTask<ImmutableArray<OutboxRow>> ClaimOutboxAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
        base.ClaimOutboxAsync(claim with { ExceptChannels = [] }, cancellationToken);
}

/// <summary>Takes what its limit allows, and leaves out the messages of busy channels afterwards.</summary>
internal sealed class FiltersBusyChannelsLate : DelegatingStore
{
    public override async ValueTask<ImmutableArray<OutboxRow>> ClaimOutboxAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
    [
        .. (await base.ClaimOutboxAsync(claim with { ExceptChannels = [] }, cancellationToken))
            .Where(row => row is not OutboxMessage message || !claim.ExceptChannels.Contains(message.Channel, StringComparer.OrdinalIgnoreCase)),
    ];
}

internal sealed class ComparesBusyChannelsExactly : DelegatingStore
{
    public override ValueTask<Instant?> NextOutboxDueAsync(ImmutableArray<string> exceptChannels, CancellationToken cancellationToken = default) =>
        base.NextOutboxDueAsync(exceptChannels.RemoveAll(channel => channel == "sms"), cancellationToken);
}

internal sealed class ForgetsLeasesInNextDue : DelegatingStore
{
    private bool _isClaimed;

    public override ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default)
    {
        _isClaimed = true;
        return base.ClaimDueAsync(claim, cancellationToken);
    }

    public override async ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken = default) => _isClaimed ? null : await base.NextDueAsync(cancellationToken);
}
