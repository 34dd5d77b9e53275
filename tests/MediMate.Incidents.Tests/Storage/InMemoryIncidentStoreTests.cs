using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests.Storage;

public sealed class InMemoryIncidentStoreTests
{
    [Fact]
    public async Task Commit_with_a_stale_version_changes_nothing()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        var store = engine.Store;
        var stale = new IncidentChange { ExpectedVersion = 1, After = incident with { Version = 2 }, Events = [], HeldKeys = [], NextDueAt = null };

        var refused = await Assert.ThrowsAsync<IncidentStoreException>(
            () => store.ExecuteAsync([new StoreRequest { Id = incident.Id }], (_, _) => new StoreDecision { Changes = [stale] }).AsTask());

        Assert.StartsWith("MMI3003", refused.Message, StringComparison.Ordinal);
        Assert.NotEqual(2, (await store.FindAsync(incident.Id))!.Version);
    }

    [Fact]
    public async Task Commit_of_several_incidents_is_all_or_nothing()
    {
        await using var engine = new Engine();
        var first = await engine.SignalAsync(key: "K1");
        var second = await engine.SignalAsync(key: "K2");
        first = (await engine.Store.FindAsync(first.Id))!;
        second = (await engine.Store.FindAsync(second.Id))!;
        var good = new IncidentChange { ExpectedVersion = first.Version, After = first with { Summary = "changed" }, Events = [], HeldKeys = ["K1"], NextDueAt = null };
        var bad = new IncidentChange { ExpectedVersion = second.Version, After = second, Events = [], HeldKeys = ["K1"], NextDueAt = null };

        var refused = await Assert.ThrowsAsync<IncidentStoreException>(
            () => engine.Store.ExecuteAsync([new StoreRequest { Id = first.Id }], (_, _) => new StoreDecision { Changes = [good, bad] }).AsTask());

        Assert.StartsWith("MMI3004", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Complete app down", (await engine.Store.FindAsync(first.Id))!.Summary);
    }

    [Fact]
    public async Task Batch_sees_in_each_decision_what_the_one_before_changed()
    {
        await using var engine = new Engine();
        var numbers = new List<long>();
        ImmutableArray<StoreRequest> requests = [new() { Index = 0, Key = "K1" }, new() { Index = 1, Key = "K1" }];
        var holders = new List<string?>();

        await engine.Store.ExecuteAsync(requests, (request, loaded) =>
        {
            numbers.Add(loaded.NextNumber);
            holders.Add(loaded.Incident?.Reference);
            if (loaded.Incident is not null)
            {
                return StoreDecision.None;
            }

            var incident = Bare($"INC-{loaded.NextNumber}");
            return new StoreDecision { Changes = [new IncidentChange { ExpectedVersion = 0, After = incident, Events = [], HeldKeys = ["K1"], NextDueAt = null }] };
        });

        Assert.Equal([1, 0], numbers);
        Assert.Equal([null, "INC-1"], holders);
    }

    [Fact]
    public async Task Claim_keeps_due_work_from_other_claims_until_the_lease_ends()
    {
        await using var engine = new Engine();
        var outcome = await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down" });
        var now = engine.Now + Duration.FromMinutes(5);
        var claim = new StoreClaim { Now = now, LeasedUntil = now + Duration.FromMinutes(1), Limit = 10 };

        Assert.Equal((outcome.Incident!.Id.Value, 1), Claimed(Assert.Single(await engine.Store.ClaimDueAsync(claim))));
        Assert.Empty(await engine.Store.ClaimDueAsync(claim));
        var again = claim with { Now = now + Duration.FromMinutes(1), LeasedUntil = now + Duration.FromMinutes(2) };
        Assert.Equal((outcome.Incident.Id.Value, 2), Claimed(Assert.Single(await engine.Store.ClaimDueAsync(again))));

        Assert.Single(await engine.Store.ClaimOutboxAsync(claim));
        Assert.Empty(await engine.Store.ClaimOutboxAsync(claim));
        Assert.Single(await engine.Store.ClaimOutboxAsync(claim with { Now = now + Duration.FromMinutes(1), LeasedUntil = now + Duration.FromMinutes(2) }));
    }

    [Fact]
    public async Task Claim_leaves_the_messages_of_channels_that_are_busy()
    {
        await using var engine = new Engine();
        await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down" });
        var lookUp = Assert.Single(await engine.Store.ClaimOutboxAsync(new StoreClaim { Now = engine.Now, LeasedUntil = engine.Now, Limit = 10 }));
        await ((IncidentResponse)engine.Incidents).ExecuteRowAsync(lookUp.Key, new AnswerLookUp
        {
            By = Actor.System,
            Answers = [new TargetAnswer { Target = "On-call Engineer", People = [new Responder { Id = "aisyah", Methods = [new ContactMethod { Channel = "sms" }] }] }],
        });
        var claim = new StoreClaim { Now = engine.Now, LeasedUntil = engine.Now + Duration.FromMinutes(1), Limit = 10, ExceptChannels = ["sms"] };

        Assert.Empty(await engine.Store.ClaimOutboxAsync(claim));
        Assert.Single(await engine.Store.ClaimOutboxAsync(claim with { ExceptChannels = [] }));
    }

    [Fact]
    public async Task Incident_is_found_by_id_and_by_reference()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        Assert.Equal(incident.Id, (await engine.Incidents.FindByReferenceAsync("inc-1"))!.Id);
        Assert.Null(await engine.Incidents.FindByReferenceAsync("INC-2"));
        Assert.Null(await engine.Incidents.FindAsync(default));
        Assert.Empty(await engine.Incidents.ReadTimelineAsync(default));
    }

    private static (Guid Id, int Attempts) Claimed(DueSubject subject) => (subject.Id, subject.Attempts);

    private static Incident Bare(string reference) => new()
    {
        Id = new IncidentId(Guid.CreateVersion7(Engine.Start.ToDateTimeOffset())),
        Reference = reference,
        Version = 1,
        UpdatedAt = Engine.Start,
        PlaybookHash = "x",
        Summary = "test",
        OccurredAt = Engine.Start,
        DeclaredAt = Engine.Start,
        PhaseChangedAt = Engine.Start,
        CycleStartedAt = Engine.Start,
        CycleRecordedAt = Engine.Start,
        Severity = new SeverityAssessment { Level = "P0", IsConfirmed = false, DecidedBy = Actor.System, Reason = "test" },
        Keys = [new SignalKey { Key = "K1", Count = 1, FirstAt = Engine.Start, LastAt = Engine.Start }],
    };
}
