using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>An open store with the calls that checks make of it.</summary>
internal sealed class StoreNode(IIncidentStore store, CheckExpectations expect, CancellationToken cancellationToken)
{
    public IIncidentStore Store => store;

    /// <summary>Gets the store as one that answers queries.</summary>
    public IIncidentQueries Queries =>
        store as IIncidentQueries ?? throw expect.Failure("the store to be IIncidentQueries too", $"{store.GetType().Name}, which is not");

    /// <summary>Gives one request.</summary>
    public async Task<bool> DecideAsync(StoreRequest request, Func<StoreLoaded, StoreDecision> decide)
    {
        var results = await store.ExecuteAsync([request], (_, loaded) => decide(loaded), cancellationToken).ConfigureAwait(false);
        expect.Equal("the number of results of one request", 1, results.Length);
        return results[0].IsCommitted;
    }

    /// <summary>Gives several requests in one batch.</summary>
    public async Task<ImmutableArray<bool>> DecideAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide)
    {
        var results = await store.ExecuteAsync(requests, decide, cancellationToken).ConfigureAwait(false);
        expect.Equal("the number of results of the batch", requests.Length, results.Length);
        return [.. results.Select(result => result.IsCommitted)];
    }

    /// <summary>Loads, and changes nothing.</summary>
    public async Task<StoreLoaded> LoadAsync(StoreRequest request)
    {
        StoreLoaded? seen = null;
        await DecideAsync(request, loaded =>
        {
            seen = loaded;
            return StoreDecision.None;
        }).ConfigureAwait(false);
        return seen ?? throw expect.Failure("the decision to be asked for", "it was not");
    }

    /// <summary>Commits a decision that is made beforehand.</summary>
    public async Task CommitAsync(StoreDecision decision)
    {
        var request = decision.Changes.FirstOrDefault() is { } change ? new StoreRequest { Id = change.After.Id } : new StoreRequest { Row = decision.Rows[0].Key };
        expect.Equal("whether the decision was committed", expected: true, await DecideAsync(request, _ => decision).ConfigureAwait(false));
    }

    /// <summary>Commits a change of subjects alone.</summary>
    public async Task CommitAsync(params ImmutableArray<SubjectChange> changes)
    {
        var request = new StoreRequest { Subjects = [.. changes.Select(change => change.After.Name)] };
        expect.Equal("whether the decision was committed", expected: true, await DecideAsync(request, _ => new StoreDecision { Subjects = changes }).ConfigureAwait(false));
    }

    /// <summary>Loads a subject.</summary>
    public async Task<StoredSubject?> LoadAsync(SubjectName name)
    {
        var loaded = await LoadAsync(new StoreRequest { Subjects = [name] }).ConfigureAwait(false);
        expect.Holds(loaded.Subjects.All(subject => subject.Name == name), $"nothing but {name} to be loaded", string.Join(", ", loaded.Subjects.Select(subject => subject.Name)));
        return loaded.Subjects.FirstOrDefault();
    }

    /// <summary>Loads a receipt.</summary>
    public async Task<StoreReceipt?> ReceiptAsync(string key) => (await LoadAsync(new StoreRequest { Receipt = key }).ConfigureAwait(false)).Receipt;

    public async Task<ImmutableArray<StoredSubject>> SubjectsAsync(SubjectKind kind) => await store.ReadSubjectsAsync(kind, cancellationToken).ConfigureAwait(false);

    public Task CommitAsync(params ImmutableArray<IncidentChange> changes) => CommitAsync(new StoreDecision { Changes = changes });

    /// <summary>Declares an incident under the number that the store gives.</summary>
    public async Task<Incident> DeclareAsync(
        ImmutableArray<string> keys = default, Instant? due = null, Func<Incident, ImmutableArray<OutboxRow>>? rows = null, Func<Incident, Incident>? adjust = null)
    {
        var held = keys.OrEmpty();
        Incident? declared = null;
        var isCommitted = await DecideAsync(new StoreRequest { Key = held.FirstOrDefault() }, loaded =>
        {
            var change = SampleChanges.Declared(loaded.NextNumber, held);
            declared = adjust?.Invoke(change.After) ?? change.After;
            return new StoreDecision { Changes = [change with { After = declared, NextDueAt = due }], Rows = rows?.Invoke(declared) ?? [] };
        }).ConfigureAwait(false);
        expect.Equal("whether the declaration was committed", expected: true, isCommitted);
        return declared!;
    }

    /// <summary>Adds a note to an incident.</summary>
    public async Task<Incident> NoteAsync(Incident before, Instant? due = null)
    {
        var change = before.Noted() with { NextDueAt = due };
        await CommitAsync(change).ConfigureAwait(false);
        return change.After;
    }

    public async Task<Incident> FindAsync(IncidentId id) =>
        await store.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw expect.Failure($"the incident {id} to be found", "nothing");

    public async Task<ImmutableArray<IncidentEvent>> EventsAsync(Incident incident) => await store.ReadEventsAsync(incident.Id, cancellationToken).ConfigureAwait(false);

    public async Task<ImmutableArray<OutboxRow>> OutboxAsync(Incident incident) => await store.ReadOutboxAsync(incident.Id, cancellationToken).ConfigureAwait(false);

    public async Task<Instant?> NextDueAsync() => await store.NextDueAsync(cancellationToken).ConfigureAwait(false);

    public async Task<Instant?> NextOutboxDueAsync(params ImmutableArray<string> exceptChannels) => await store.NextOutboxDueAsync(exceptChannels, cancellationToken).ConfigureAwait(false);

    /// <summary>Claims what is due at a second of the check, for a minute.</summary>
    public async Task<ImmutableArray<DueSubject>> ClaimAsync(int second, int limit = 100) =>
        await store.ClaimDueAsync(SampleTime.Claim(second, limit), cancellationToken).ConfigureAwait(false);

    /// <summary>Claims the outbox rows that are due at a second of the check, for a minute.</summary>
    public async Task<ImmutableArray<OutboxRow>> ClaimOutboxAsync(int second, int limit = 100, params ImmutableArray<string> exceptChannels) =>
        await store.ClaimOutboxAsync(SampleTime.Claim(second, limit) with { ExceptChannels = exceptChannels }, cancellationToken).ConfigureAwait(false);

    public async Task PostponeAsync(DueSubject subject, Instant until) => await store.PostponeAsync(subject, until, cancellationToken).ConfigureAwait(false);

    public async Task ExtendLeaseAsync(string row, Instant until) => await store.ExtendLeaseAsync(row, until, cancellationToken).ConfigureAwait(false);

    /// <summary>Writes down all that the store tells of an incident, to see whether it changed.</summary>
    public async Task<string> StateAsync(Incident incident)
    {
        var snapshot = await store.FindAsync(incident.Id, cancellationToken).ConfigureAwait(false);
        var byReference = await store.FindByReferenceAsync(incident.Reference, cancellationToken).ConfigureAwait(false);
        var holders = new List<string>();
        foreach (var key in incident.Keys)
        {
            var loaded = await LoadAsync(new StoreRequest { Key = key.Key }).ConfigureAwait(false);
            holders.Add($"{key.Key} held by {loaded.Incident?.Reference ?? "nobody"}, last by {loaded.LastHolder?.Reference ?? "nobody"}");
        }

        return $"""
            {(snapshot is null ? "no snapshot" : SampleText.Of(snapshot))}
            by reference {byReference?.Id.ToString() ?? "nothing"}
            events {string.Join(' ', (await EventsAsync(incident).ConfigureAwait(false)).Select(SampleText.Of))}
            outbox {string.Join(' ', (await OutboxAsync(incident).ConfigureAwait(false)).Select(SampleText.Of))}
            {string.Join(", ", holders)}
            due {await NextDueAsync().ConfigureAwait(false)}, outbox due {await NextOutboxDueAsync().ConfigureAwait(false)}
            """;
    }
}
