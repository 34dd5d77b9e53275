using System.Globalization;
using MediMate.Incidents.Relational.Tests.Kit;
using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Archive;

/// <summary>A purged incident leaves a tombstone and nothing else, and no other incident suffers.</summary>
public sealed class PurgeTests
{
    private static readonly string[] Tables =
        ["incident_events WHERE incident_id", "incident_parts WHERE incident_id", "incident_keys WHERE last_holder", "incident_outbox WHERE incident_id", "incidents WHERE id"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Purged_incidents_are_gone_from_every_table_and_the_store_is_sound(DatabaseKind kind)
    {
        await using var database = await DurableStore.CreateAsync(kind);
        database.Options.SigningKey = Keys.Private;
        var store = database.Open();
        var ended = await Story.TellAsync(store);
        var first = (await store.FindByReferenceAsync("INC-1", Cancelled))!;
        Assert.All(await CountsAsync(database), count => Assert.NotEqual(0, count));
        var terms = await CountAsync(database, "incident_terms WHERE number <= 2");

        var result = await store.PurgeAsync(Request(ended), Cancelled);

        Assert.Equal(2, result.Incidents);
        Assert.True(result.Events > 20);
        Assert.NotEqual(0, terms);
        Assert.Equal(0, await CountAsync(database, "incident_terms WHERE number <= 2"));
        foreach (var table in Tables)
        {
            Assert.Equal(0, await CountAsync(database, $"{table} IN (SELECT incident_id FROM {{s}}incident_tombstones)"));
        }

        Assert.All(await CountsAsync(database), count => Assert.NotEqual(0, count));
        using var key = CheckpointVerifier.FromPem(Keys.Public);
        var verification = await store.VerifyAsync([key], cancellationToken: Cancelled);
        Assert.True(verification.IsSound, verification.FirstFault?.Message);
        Assert.Equal((2, 2, 0), (verification.Incidents, verification.Tombstones, verification.Unsigned));
        Assert.Null(await store.FindAsync(first.Id, Cancelled));
        Assert.Equal(0, (await store.PurgeAsync(Request(ended), Cancelled)).Incidents);
        Assert.Equal(
            $"{{\"kind\":\"Person\",\"id\":\"ben\"}} older than a year {first.Version}",
            await database.ScalarAsync(kind == DatabaseKind.Sqlite
                ? "SELECT CAST(purged_by AS TEXT) || ' ' || reason || ' ' || sequence FROM incident_tombstones WHERE reference = 'INC-1'"
                : "SELECT convert_from(purged_by, 'UTF8') || ' ' || reason || ' ' || sequence FROM {s}incident_tombstones WHERE reference = 'INC-1'"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Signal_with_the_key_of_a_purged_incident_declares_a_new_one_with_a_number_of_its_own(DatabaseKind kind)
    {
        await using var database = await DurableStore.CreateAsync(kind);
        var store = database.Open();
        await using var story = Story.On(store);
        await story.CloseAsync("a key");
        await story.Harness.AdvanceAsync(Duration.FromHours(1));

        Assert.Equal(1, (await store.PurgeAsync(Request(story.Harness.Now), Cancelled)).Incidents);
        var outcome = await story.Harness.Incidents.SignalAsync(new Signal { Summary = "UI glitch", Key = "a key" }, Cancelled);

        Assert.Equal("INC-2", outcome.Incident!.Reference);
        Assert.Null(outcome.Incident.LinkedTo);
        Assert.True((await store.VerifyAsync(cancellationToken: Cancelled)).IsSound);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Incidents_that_are_open_due_or_have_a_message_on_its_way_stay(DatabaseKind kind)
    {
        await using var database = await DurableStore.CreateAsync(kind);
        var store = database.Open();
        var ended = await Story.TellAsync(store);
        await database.ScalarAsync("UPDATE {s}incidents SET due_at = 7 WHERE number = 1");
        await database.ScalarAsync("UPDATE {s}incident_outbox SET due_at = 7 WHERE incident_id = (SELECT id FROM {s}incidents WHERE number = 2)");

        Assert.Equal(0, (await store.PurgeAsync(Request(ended + Duration.FromDays(1000)), Cancelled)).Incidents);

        await database.ScalarAsync("UPDATE {s}incidents SET due_at = NULL WHERE number = 1");
        Assert.Equal(0, (await store.PurgeAsync(Request(Instant.MinValue), Cancelled)).Incidents);
        Assert.Equal(1, (await store.PurgeAsync(Request(ended + Duration.FromDays(1000)), Cancelled)).Incidents);
        Assert.Null(await store.FindByReferenceAsync("INC-1", Cancelled));
        Assert.NotNull(await store.FindByReferenceAsync("INC-2", Cancelled));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Incident_that_lives_again_at_the_same_moment_is_either_purged_or_reopened_and_never_half_of_each(DatabaseKind kind)
    {
        const int Incidents = 12;
        await using var database = await DurableStore.CreateAsync(kind);
        var (store, other) = (database.Open(), database.Open());
        await using var story = Story.On(store);
        for (var i = 0; i < Incidents; i++)
        {
            await story.CloseAsync($"key {i}");
        }

        var before = story.Harness.Now;
        var purging = Task.Run(async () => await other.PurgeAsync(Request(before), Cancelled), Cancelled);
        var outcomes = new List<IncidentOutcome>();
        for (var i = Incidents - 1; i >= 0; i--)
        {
            outcomes.Add(await story.Harness.Incidents.SignalAsync(new Signal { Summary = "UI glitch", Key = $"key {i}" }, Cancelled));
        }

        var purged = (await purging).Incidents;

        Assert.All(outcomes, outcome => Assert.Null(outcome.Rejection));
        Assert.Equal(purged, outcomes.LongCount(outcome => outcome.Events[0] is IncidentDeclared));
        var verification = await store.VerifyAsync(cancellationToken: Cancelled);
        Assert.True(verification.IsSound, verification.FirstFault?.Message);
        Assert.Equal((Incidents, purged), (verification.Incidents, verification.Tombstones));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Incident_that_somebody_changed_stays_and_the_event_is_named(DatabaseKind kind)
    {
        await using var database = await DurableStore.CreateAsync(kind);
        var store = database.Open();
        var ended = await Story.TellAsync(store);
        await database.ScalarAsync("UPDATE {s}incident_events SET form = 2 WHERE sequence = 3 AND incident_id = (SELECT id FROM {s}incidents WHERE number = 2)");

        var refused = await Assert.ThrowsAsync<IncidentStoreException>(async () => await store.PurgeAsync(Request(ended), Cancelled));

        Assert.StartsWith("MMI3015: the store is not sound: INC-2, event 3: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("INC-2 was not purged, nor what comes after it.", refused.Message, StringComparison.Ordinal);
        Assert.Null(await store.FindByReferenceAsync("INC-1", Cancelled));
        Assert.NotNull(await store.FindByReferenceAsync("INC-2", Cancelled));
    }

    [Fact]
    public async Task Purged_incident_does_not_come_back_from_an_archive()
    {
        await using var database = await DurableStore.CreateAsync(DatabaseKind.Sqlite);
        var store = database.Open();
        var ended = await Story.TellAsync(store);
        var archive = await ArchiveFile.OfAsync(store, new ExportSelection { EndedBefore = ended });
        await store.PurgeAsync(Request(ended), Cancelled);

        var refused = await ArchiveFile.RefusedAsync(store, archive);

        Assert.StartsWith("MMI3014: line 3 of the archive: INC-1 was purged here, and is not to come back.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purge_says_who_and_why_or_is_refused()
    {
        await using var database = await DurableStore.CreateAsync(DatabaseKind.Sqlite);
        var store = database.Open();
        var request = Request(Instant.MinValue);

        foreach (var wrong in (PurgeRequest[])
            [
                request with { Reason = " " },
                request with { Reason = new string('x', 1001) },
                request with { By = null! },
                request with { By = new Actor { Kind = ActorKind.Person, Id = " " } },
                request with { Limit = 0 },
            ])
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await store.PurgeAsync(wrong, Cancelled));
        }

        Assert.Equal(0, (await store.PurgeAsync(request with { Limit = 1 }, Cancelled)).Incidents);
    }

    private static PurgeRequest Request(Instant before) => new() { EndedBefore = before, By = Actor.Person("ben"), Reason = "older than a year" };

    private static async Task<long> CountAsync(DurableStore database, string from) =>
        Convert.ToInt64(await database.ScalarAsync($"SELECT COUNT(*) FROM {{s}}{from}"), CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<long>> CountsAsync(DurableStore database)
    {
        var counts = new List<long>();
        foreach (var table in Tables)
        {
            counts.Add(await CountAsync(database, table.Split(' ')[0]));
        }

        return counts;
    }
}
