using MediMate.Incidents.Relational.Tests.Archive;
using MediMate.Incidents.Relational.Tests.Faults;
using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Testing.Stores;
using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Stores;

/// <summary>Subjects and receipts as rows: what the contract of stores does not see.</summary>
public sealed class SubjectTests
{
    private const int KindOfTomorrow = 99;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Subject_of_a_kind_that_this_version_does_not_know_is_left_alone(DatabaseKind kind)
    {
        await using var database = await DurableStore.CreateAsync(kind);
        var store = database.Open();
        await PutUnknownAsync(database, store);
        await PutAsync(store, SampleSubjects.Tally(SampleSubjects.Id(1), second: 20));

        Assert.Equal(SampleTime.At(20), await store.NextDueAsync(Cancelled));
        Assert.Equal([SubjectKind.SignalTally], (await store.ClaimDueAsync(SampleTime.Claim(100, 10), Cancelled)).Select(subject => subject.Kind));
        Assert.Equal(0L, Convert.ToInt64(await database.ScalarAsync($"SELECT attempts FROM {{s}}incident_subjects WHERE kind = {KindOfTomorrow}"), null));
    }

    [Fact]
    public async Task Postgresql_subject_that_another_has_locked_holds_up_its_own_commands_alone()
    {
        await using var database = await FaultDatabase.OnSharedServerAsync(DatabaseKind.PostgreSql);
        await using var store = database.Open();
        for (var number = 0; number < 10; number++)
        {
            await PutAsync(store, SampleSubjects.Tally(SampleSubjects.Id(number)));
        }

        Task[] commands;
        await using (var connection = await database.Source.OpenConnectionAsync(Cancelled))
        await using (var transaction = await connection.BeginTransactionAsync(Cancelled))
        {
            await using var locking = connection.CreateCommand();
            locking.CommandText = $"SELECT 1 FROM {database.Options.Schema}.incident_subjects WHERE id = '{SampleSubjects.Id(3)}' FOR UPDATE";
            await locking.ExecuteScalarAsync(Cancelled);

            // The last one is not named: it was read without a lock, and is changed all the same.
            commands = [.. Enumerable.Range(0, 10).Select(number => CountAsync(store, number)), CountAsync(store, 3, isNamed: false)];
            await Task.WhenAll(commands.Where((_, index) => index is not (3 or 10))).WaitAsync(TimeSpan.FromSeconds(3), Cancelled);

            Assert.False(commands[3].IsCompleted || commands[10].IsCompleted);
        }

        await Task.WhenAll(commands).WaitAsync(TimeSpan.FromSeconds(3), Cancelled);
        var tallies = await store.ReadSubjectsAsync(SubjectKind.SignalTally, Cancelled);
        Assert.Equal([2, 2, 2, 3, 2, 2, 2, 2, 2, 2], tallies.Cast<SignalTally>().Select(tally => tally.Counts[0].Pending));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Receipts_that_expired_are_removed_by_later_ones_a_few_at_a_time(DatabaseKind kind)
    {
        await using var database = await DurableStore.CreateAsync(kind);
        var store = database.Open();
        for (var i = 0; i < 40; i++)
        {
            await KeepAsync(store, SampleSubjects.Receipt($"R{i}", second: i / 20));
        }

        await KeepAsync(store, SampleSubjects.Receipt("S", second: 60));
        Assert.Equal(25, await CountReceiptsAsync(database));

        // What is given again under an old key is replaced, not removed; those of the next second still count.
        await KeepAsync(store, SampleSubjects.Receipt("R0", second: 60));
        await KeepAsync(store, SampleSubjects.Receipt("T", second: 60));
        Assert.Equal(20 + 3, await CountReceiptsAsync(database));
        Assert.NotNull(await LoadAsync(store, "R20"));
        Assert.Equal(SampleTime.At(60), (await LoadAsync(store, "R0"))!.At);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSql, DatabaseKind.Sqlite)]
    public async Task Subjects_and_receipts_go_through_an_archive_and_those_of_a_later_version_too(DatabaseKind kind, DatabaseKind other)
    {
        await using var from = await DurableStore.CreateAsync(kind);
        await using var to = await DurableStore.CreateAsync(other);
        var (store, copy) = (from.Open(), to.Open());
        await PutUnknownAsync(from, store);
        await PutAsync(store, SampleSubjects.FullTally(SampleSubjects.Id(2)));
        await PutAsync(store, SampleSubjects.Tally(SampleSubjects.Id(1)));
        await KeepAsync(store, SampleSubjects.Receipt("R1"));
        await KeepAsync(store, SampleSubjects.Receipt("R2") with { IncidentId = null });
        var archive = await ArchiveFile.OfAsync(store);

        var counts = await ArchiveFile.ImportAsync(copy, archive);

        Assert.Equal((3L, 2L), (counts.Subjects, counts.Receipts));
        Assert.Equal(ArchiveFile.Content(archive), ArchiveFile.Content(await ArchiveFile.OfAsync(copy)));
        Assert.Equal(
            (await store.ReadSubjectsAsync(SubjectKind.SignalTally, Cancelled)).Select(SampleText.Of), (await copy.ReadSubjectsAsync(SubjectKind.SignalTally, Cancelled)).Select(SampleText.Of));
        Assert.Equal(await LoadAsync(store, "R1"), await LoadAsync(copy, "R1"));
        Assert.Equal(await store.NextDueAsync(Cancelled), await copy.NextDueAsync(Cancelled));
        Assert.StartsWith("MMI3014", (await ArchiveFile.RefusedAsync(copy, archive)).Message, StringComparison.Ordinal);
        Assert.Contains("is another by its body", (await ArchiveFile.RefusedAsync(to.Open(), await FalsifiedAsync(archive))).Message, StringComparison.Ordinal);

        async Task<byte[]> FalsifiedAsync(byte[] bytes)
        {
            await to.ScalarAsync("DELETE FROM {s}incident_subjects");
            await to.ScalarAsync("DELETE FROM {s}incident_receipts");
            return ArchiveFile.With(bytes, "subject", line => line["nextDue"] = 7, which: 1);
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Purged_incident_leaves_no_receipt_and_no_tally(DatabaseKind kind)
    {
        await using var database = await DurableStore.CreateAsync(kind);
        var store = database.Open();
        var incident = await FaultCommands.DeclareAsync(store, "K1");
        var receipt = SampleSubjects.Receipt("R1") with { IncidentId = incident.Id };
        await store.ExecuteAsync(
            [new StoreRequest { Id = incident.Id, Receipt = "R1" }],
            (_, _) => new StoreDecision
            {
                Changes = [incident.Ended()],
                Subjects = [SubjectChange.Of(before: null, SampleSubjects.Tally(incident.Id.Value))],
                Receipt = receipt,
            },
            Cancelled);
        await PutAsync(store, SampleSubjects.Tally(SampleSubjects.Id(1)));
        await KeepAsync(store, SampleSubjects.Receipt("R2"));

        var result = await store.PurgeAsync(
            new PurgeRequest { EndedBefore = incident.UpdatedAt + Duration.FromSeconds(1), By = Actor.Person("ben"), Reason = "old" }, Cancelled);

        Assert.Equal(1, result.Incidents);
        Assert.Equal([SampleSubjects.Id(1)], (await store.ReadSubjectsAsync(SubjectKind.SignalTally, Cancelled)).Select(tally => tally.Id));
        Assert.Null(await LoadAsync(store, "R1"));
        Assert.NotNull(await LoadAsync(store, "R2"));
    }

    private static async Task PutUnknownAsync(DurableStore database, RelationalIncidentStore store)
    {
        await store.MigrateAsync(Cancelled);
        var (id, body) = database.Kind == DatabaseKind.Sqlite ? ("x'00000000000000000000000000000007'", "x'7b7d'") : ("'00000000-0000-0000-0000-000000000007'", "'\\x7b7d'::bytea");
        await database.ScalarAsync($"INSERT INTO {{s}}incident_subjects (kind, id, version, next_due, due_at, attempts, body) VALUES ({KindOfTomorrow}, {id}, 3, 7, 7, 0, {body})");
    }

    private static async Task PutAsync(RelationalIncidentStore store, StoredSubject subject) => await store.ExecuteAsync(
        [new StoreRequest { Subjects = [subject.Name] }], (_, _) => new StoreDecision { Subjects = [SubjectChange.Of(before: null, subject)] }, Cancelled);

    private static async Task CountAsync(RelationalIncidentStore store, int number, bool isNamed = true)
    {
        var id = SampleSubjects.Id(number);
        await store.ExecuteAsync(
            [isNamed ? new StoreRequest { Subjects = [SampleSubjects.Tally(id).Name] } : new StoreRequest { WithOpen = SubjectKind.SignalTally }],
            (_, loaded) => new StoreDecision { Subjects = [loaded.Counted(id)] },
            Cancelled);
    }

    private static async Task KeepAsync(RelationalIncidentStore store, StoreReceipt receipt) =>
        await store.ExecuteAsync([new StoreRequest { Receipt = receipt.Key }], (_, _) => new StoreDecision { Receipt = receipt }, Cancelled);

    private static async Task<StoreReceipt?> LoadAsync(RelationalIncidentStore store, string key)
    {
        StoreReceipt? receipt = null;
        await store.ExecuteAsync(
            [new StoreRequest { Receipt = key }],
            (_, loaded) =>
            {
                receipt = loaded.Receipt;
                return StoreDecision.None;
            },
            Cancelled);
        return receipt;
    }

    private static async Task<long> CountReceiptsAsync(DurableStore database) => Convert.ToInt64(await database.ScalarAsync("SELECT COUNT(*) FROM {s}incident_receipts"), null);
}
