using System.IO.Compression;
using System.Text;
using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Testing.Tests;
using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Archive;

/// <summary>What leaves a store as an archive comes back as it was, in either kind of database; what is no whole archive changes nothing.</summary>
public sealed class ArchiveTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSql, DatabaseKind.Sqlite)]
    public async Task Archive_says_the_same_after_it_went_into_the_other_kind_of_database(DatabaseKind kind, DatabaseKind other)
    {
        await using var from = await DurableStore.CreateAsync(kind);
        await using var to = await DurableStore.CreateAsync(other);
        from.Options.SigningKey = Keys.Private;
        var (store, copy) = (from.Open(), to.Open());
        var ended = await Story.TellAsync(store);
        await store.PurgeAsync(new PurgeRequest { EndedBefore = ended, By = Actor.Person("ben"), Reason = "older than a year", Limit = 1 }, Cancelled);
        var archive = await ArchiveFile.OfAsync(store);

        var counts = await ArchiveFile.ImportAsync(copy, archive);

        Assert.Equal((3, 2, 1, 1), (counts.Incidents, counts.Checkpoints, counts.Tombstones, counts.Playbooks));
        Assert.Equal(ArchiveFile.Content(archive), ArchiveFile.Content(await ArchiveFile.OfAsync(copy)));
        using var key = CheckpointVerifier.FromPem(Keys.Public);
        var verification = await copy.VerifyAsync([key], cancellationToken: Cancelled);
        Assert.True(verification.IsSound, verification.FirstFault?.Message);
        Assert.Equal((counts.Events, 0L), (verification.Events, verification.Unsigned));
        foreach (var query in (IncidentQuery[])[new(), new() { Text = "glitch" }, new() { IsOpen = true }, new() { Label = new Label { Name = "team", Value = "web" } }])
        {
            var (expected, found) = (await store.ListAsync(query, Cancelled), await copy.ListAsync(query, Cancelled));
            Assert.NotEmpty(expected.Incidents);
            Assert.Equal(expected.Incidents.Select(SnapshotJson.Write).Select(Encoding.UTF8.GetString), found.Incidents.Select(SnapshotJson.Write).Select(Encoding.UTF8.GetString));
        }

        Assert.Equal(await store.NextDueAsync(Cancelled), await copy.NextDueAsync(Cancelled));
        Assert.Equal(await store.CheckpointAsync(Cancelled) is null, await copy.CheckpointAsync(Cancelled) is null);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Engine_goes_on_after_an_import_with_the_next_number_and_the_same_keys(DatabaseKind kind)
    {
        await using var from = await DurableStore.CreateAsync(DatabaseKind.Sqlite);
        await using var to = await DurableStore.CreateAsync(kind);
        await Story.TellAsync(from.Open());
        await ArchiveFile.ImportAsync(to.Open(), await ArchiveFile.OfAsync(from.Open()));

        await using var story = Story.On(to.Open());
        await story.Harness.AdvanceAsync(Duration.FromDays(11));
        var held = await story.Harness.Incidents.SignalAsync(new Signal { Summary = "UI glitch", Key = "Students cannot log in" }, Cancelled);
        var old = await story.Harness.Incidents.SignalAsync(new Signal { Summary = "UI glitch", Key = Story.OldKey }, Cancelled);

        Assert.Equal("INC-3", held.Incident!.Reference);
        Assert.Equal("INC-5", old.Incident!.Reference);
        Assert.Equal("INC-1", old.Incident.LinkedTo);
        Assert.True((await to.Open().VerifyAsync(cancellationToken: Cancelled)).IsSound);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Archive_of_the_first_version_is_read(DatabaseKind kind)
    {
        await using var from = await DurableStore.CreateAsync(DatabaseKind.Sqlite);
        await using var to = await DurableStore.CreateAsync(kind);
        var store = from.Open();
        await Story.TellAsync(store);
        var archive = ArchiveFile.WithoutSubjects(await ArchiveFile.OfAsync(store));
        var copy = to.Open();

        var counts = await ArchiveFile.ImportAsync(copy, ArchiveFile.OfFirstVersion(archive));

        Assert.Equal((0L, 0L), (counts.Subjects, counts.Receipts));
        Assert.Equal(ArchiveFile.Content(archive), ArchiveFile.Content(await ArchiveFile.OfAsync(copy)));
        Assert.True((await copy.VerifyAsync(cancellationToken: Cancelled)).IsSound);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Compressed_archive_holds_the_same_bytes_and_is_recognized(DatabaseKind kind)
    {
        await using var from = await DurableStore.CreateAsync(kind);
        await using var to = await DurableStore.CreateAsync(kind);
        var store = from.Open();
        await Story.TellAsync(store);

        var compressed = await ArchiveFile.OfAsync(store, new ExportSelection { Compress = true });
        using var plain = new MemoryStream();
        await using (var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress))
        {
            await gzip.CopyToAsync(plain, Cancelled);
        }

        Assert.Equal(ArchiveFile.Content(await ArchiveFile.OfAsync(store)), ArchiveFile.Content(plain.ToArray()));
        Assert.StartsWith("MMI3013", (await ArchiveFile.RefusedAsync(to.Open(), compressed[..(compressed.Length / 2)])).Message, StringComparison.Ordinal);
        Assert.StartsWith("MMI3013", (await ArchiveFile.RefusedAsync(to.Open(), Flipped(compressed, compressed.Length / 2))).Message, StringComparison.Ordinal);
        Assert.Equal(4, (await ArchiveFile.ImportAsync(to.Open(), compressed)).Incidents);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Part_of_ended_incidents_goes_into_a_store_that_has_others(DatabaseKind kind)
    {
        await using var from = await DurableStore.CreateAsync(kind);
        await using var to = await DurableStore.CreateAsync(kind);
        var store = from.Open();
        var ended = await Story.TellAsync(store);
        var part = await ArchiveFile.OfAsync(store, new ExportSelection { EndedBefore = ended });
        var nobody = await ArchiveFile.OfAsync(store, new ExportSelection { EndedBefore = ended - Duration.FromDays(100) });

        Assert.Empty(ArchiveFile.Content(nobody));
        Assert.Equal(["playbook", "incident", "event", "outboxRow"], ArchiveFile.Content(part).Select(line => line.Split('"')[1]).Distinct());
        Assert.Equal(2, (await ArchiveFile.ImportAsync(to.Open(), part)).Incidents);
        await using var story = Story.On(to.Open());
        Assert.Equal("INC-3", (await story.Harness.Incidents.FindAsync(await story.OpenAsync("new"), Cancelled))!.Reference);
        Assert.True((await to.Open().VerifyAsync(cancellationToken: Cancelled)).IsSound);
        await AssertRefusedAsync(to, part, "MMI3014: line 3 of the archive: INC-1, or another incident with its number, is there already. Nothing was imported.");
        await AssertRefusedAsync(to, await ArchiveFile.OfAsync(store), "MMI3014: line 1 of the archive: a whole store belongs into an empty one, and an incident is there already.");
    }

    [Fact]
    public async Task Archive_that_was_cut_off_anywhere_is_refused_and_changes_nothing()
    {
        await using var from = await DurableStore.CreateAsync(DatabaseKind.Sqlite);
        await using var to = await DurableStore.CreateAsync(DatabaseKind.Sqlite);
        await Story.TellAsync(from.Open());
        var archive = await ArchiveFile.OfAsync(from.Open());
        var store = to.Open();
        var before = ArchiveFile.Content(await ArchiveFile.OfAsync(store));

        for (var length = 0; length < archive.Length; length += Math.Max(1, archive.Length / 60))
        {
            Assert.StartsWith("MMI3013: the archive cannot be read at line ", (await ArchiveFile.RefusedAsync(store, archive[..length])).Message, StringComparison.Ordinal);
        }

        Assert.StartsWith("MMI3013", (await ArchiveFile.RefusedAsync(store, [.. archive, (byte)'\n'])).Message, StringComparison.Ordinal);
        Assert.Equal(before, ArchiveFile.Content(await ArchiveFile.OfAsync(store)));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 150)]
    [InlineData(DatabaseKind.PostgreSql, 20)]
    public async Task Archive_in_which_a_bit_flipped_is_refused_and_changes_nothing(DatabaseKind kind, int times)
    {
        await using var from = await DurableStore.CreateAsync(DatabaseKind.Sqlite);
        await using var to = await DurableStore.CreateAsync(kind);
        await Story.TellAsync(from.Open());
        var archive = await ArchiveFile.OfAsync(from.Open());
        var store = to.Open();
        var before = ArchiveFile.Content(await ArchiveFile.OfAsync(store));

        for (var i = 0; i < times; i++)
        {
            var place = (int)((long)i * archive.Length / times);
            Assert.StartsWith("MMI301", (await ArchiveFile.RefusedAsync(store, Flipped(archive, place, i % 8))).Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, ArchiveFile.Content(await ArchiveFile.OfAsync(store)));
        Assert.Equal(4, (await ArchiveFile.ImportAsync(store, archive)).Incidents);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Falsified_archive_is_refused_by_what_is_wrong_in_it(DatabaseKind kind)
    {
        await using var from = await DurableStore.CreateAsync(DatabaseKind.Sqlite);
        await using var to = await DurableStore.CreateAsync(kind);
        var source = from.Open();
        var ended = await Story.TellAsync(source);
        await source.PurgeAsync(new PurgeRequest { EndedBefore = ended, By = Actor.Person("ben"), Reason = "old", Limit = 1 }, Cancelled);
        var archive = await ArchiveFile.OfAsync(source);

        await Refused("event", line => line["body"] = line["body"]!.GetValue<string>().Replace("UI glitch", "UI glitcH", StringComparison.Ordinal), "INC-2, event 1: its hash is not that of its content and of the event before it");
        await Refused("event", line => line["sequence"] = 7, "INC-2, event 1: it is gone");
        await Refused("incident", line => line["version"] = 3, "INC-2 is at version 3");
        await Refused("incident", line => line["head"] = Convert.ToBase64String(new byte[32]), "INC-2 does not have the hash of its last event");
        await Refused("incident", line => line["reference"] = "INC-9", "INC-9 is INC-2 by its events");
        await Refused("playbook", line => line["body"] = line["body"]!.GetValue<string>() + " ", "does not have that hash");
        await Refused("checkpoint", line => line["at"] = 7, "checkpoint 1: its hash is not that of its content");
        await Refused("tombstone", line => line["reason"] = "none", "the tombstone of INC-1: its hash is not that of its content");
        await Refused("archive", line => line["version"] = 3, "its format is version 3, and this version of the engine reads 1 to 2");
        await Refused("archive", line => line["format"] = "other", "it has no first line that says what it is");
        await Refused("archive", line => line["endedBefore"] = 1, "such a line has no place here");
        await Refused("outboxRow", line => line["kind"] = 9, "is of kind 9");
        await Refused("end", line => line["events"] = 1, "the counts of the last line are others");
        Assert.Empty((await to.Open().ListAsync(new IncidentQuery(), Cancelled)).Incidents);
        Assert.Equal(3, (await ArchiveFile.ImportAsync(to.Open(), archive)).Incidents);

        async Task Refused(string what, Action<System.Text.Json.Nodes.JsonObject> change, string message) =>
            Assert.Contains(message, (await ArchiveFile.RefusedAsync(to.Open(), ArchiveFile.With(archive, what, change))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Export_shows_one_instant_while_others_go_on(DatabaseKind kind)
    {
        await using var from = await DurableStore.CreateAsync(kind);
        var store = from.Open();
        await Story.TellAsync(store);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                await using var story = Story.On(store);
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    await story.CloseAsync($"key {i}");
                }
            },
            Cancelled);

        for (var i = 0; i < 5; i++)
        {
            var archive = await ArchiveFile.OfAsync(store);
            await using var copy = await DurableStore.CreateAsync(kind);
            await ArchiveFile.ImportAsync(copy.Open(), archive);
            var verification = await copy.Open().VerifyAsync(cancellationToken: Cancelled);
            Assert.True(verification.IsSound, verification.FirstFault?.Message);
        }

        await stop.CancelAsync();
        await writing;
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Store_that_somebody_changed_is_not_exported_and_the_event_is_named(DatabaseKind kind)
    {
        await using var database = await DurableStore.CreateAsync(kind);
        var store = database.Open();
        await Story.TellAsync(store);
        await database.ScalarAsync("UPDATE {s}incident_events SET recorded_at = recorded_at + 1 WHERE sequence = 2 AND incident_id = (SELECT id FROM {s}incidents WHERE number = 1)");

        var refused = await Assert.ThrowsAsync<IncidentStoreException>(() => ArchiveFile.OfAsync(store));

        Assert.StartsWith("MMI3015: the store is not sound: INC-1, event 2: its hash is not that of its content", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Destination_that_takes_no_more_is_told_as_it_is()
    {
        await using var database = await DurableStore.CreateAsync(DatabaseKind.PostgreSql);
        await Story.TellAsync(database.Open());

        await Assert.ThrowsAsync<IOException>(async () => await database.Open().ExportAsync(new FullStream(), cancellationToken: Cancelled));
    }

    private static byte[] Flipped(byte[] bytes, int place, int bit = 0)
    {
        var changed = bytes.ToArray();
        changed[place] ^= (byte)(1 << bit);
        return changed;
    }

    private static async Task AssertRefusedAsync(DurableStore database, byte[] archive, string message)
    {
        var before = await ArchiveFile.OfAsync(database.Open());
        Assert.StartsWith(message, (await ArchiveFile.RefusedAsync(database.Open(), archive)).Message, StringComparison.Ordinal);
        Assert.Equal(ArchiveFile.Content(before), ArchiveFile.Content(await ArchiveFile.OfAsync(database.Open())));
    }
}
