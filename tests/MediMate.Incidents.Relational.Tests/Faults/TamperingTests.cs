using System.Globalization;
using System.Security.Cryptography;
using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Testing.Stores;

namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>Whoever changes, adds or takes away something past the store is found out, and the place is named.</summary>
public sealed class TamperingTests
{
    /// <summary>What is the first of five incidents: another one stands before it, and others behind.</summary>
    private const string Reference = "INC-2";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Changed_byte_of_an_event_is_found(DatabaseKind kind)
    {
        await using var stage = await TamperingStage.CreateAsync(kind);
        foreach (var sequence in TamperingStage.Sequences)
        {
            foreach (var column in (string[])["name", "form", "recorded_at", "body", "personal", "hash"])
            {
                var field = stage.OfEvent(column, sequence);
                var expected = column == "personal" ? StoreFaultKind.PersonalValuesChanged : StoreFaultKind.EventChanged;
                await stage.ExpectEachChangeFoundAsync(field, (expected, Reference, sequence, null));
            }
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Changed_byte_of_a_row_of_an_incident_is_found(DatabaseKind kind)
    {
        await using var stage = await TamperingStage.CreateAsync(kind);

        await stage.ExpectEachChangeFoundAsync(stage.OfIncident("head"), (StoreFaultKind.IncidentChanged, Reference, null, null));
        await stage.ExpectEachChangeFoundAsync(stage.OfIncident("snapshot"), (StoreFaultKind.SnapshotChanged, Reference, null, null));
        await stage.OfIncident("reference").WriteAsync("INC-99");
        await stage.ExpectAsync((StoreFaultKind.IncidentChanged, "INC-99", null, null));
        await stage.OfIncident("reference").WriteAsync(Reference);
        await stage.OfIncident("version").WriteAsync(2L);
        await stage.ExpectAsync((StoreFaultKind.IncidentChanged, Reference, null, null));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Changed_byte_of_a_checkpoint_is_found(DatabaseKind kind)
    {
        await using var stage = await TamperingStage.CreateAsync(kind);
        foreach (var number in (long[])[1, 2, 3])
        {
            foreach (var column in (string[])["at", "previous_hash", "hash", "key_id"])
            {
                await stage.ExpectEachChangeFoundAsync(stage.OfCheckpoint(column, number), (StoreFaultKind.CheckpointChanged, null, null, number));
            }

            await stage.ExpectEachChangeFoundAsync(stage.OfCheckpoint("signature", number), (StoreFaultKind.SignatureWrong, null, null, number));
            foreach (var column in (string[])["sequence", "head", "incident_id"])
            {
                await stage.ExpectEachChangeFoundAsync(stage.OfEntry(column, number), (StoreFaultKind.CheckpointChanged, null, null, number));
            }
        }

        await stage.OfCheckpoint("signature", 2).WriteAsync(null);
        await stage.ExpectAsync((StoreFaultKind.SignatureWrong, null, null, 2));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Event_that_is_taken_away_is_missed(DatabaseKind kind)
    {
        await using var stage = await TamperingStage.CreateAsync(kind);
        foreach (var sequence in TamperingStage.Sequences)
        {
            await stage.WithoutAsync("incident_events", "incident_id = $1 AND sequence = $2", [stage.Id, sequence], (StoreFaultKind.EventMissing, Reference, sequence, null));
        }

        await stage.WithoutAsync("incident_events", "incident_id = $1", [stage.Id], (StoreFaultKind.EventMissing, Reference, 1, 1));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Incident_that_is_taken_away_is_missed(DatabaseKind kind)
    {
        await using var stage = await TamperingStage.CreateAsync(kind);

        await stage.WithoutAsync("incidents", "id = $1", [stage.Id], (StoreFaultKind.IncidentMissing, Reference, null, null));
        await stage.Database.ExecuteAsync("DELETE FROM {s}incidents WHERE id = $1", stage.Id);
        await stage.WithoutAsync("incident_events", "incident_id = $1", [stage.Id], (StoreFaultKind.IncidentMissing, null, null, 3));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Checkpoint_or_entry_that_is_taken_away_is_missed(DatabaseKind kind)
    {
        await using var stage = await TamperingStage.CreateAsync(kind);
        foreach (var number in (long[])[1, 2, 3])
        {
            await stage.WithoutAsync("incident_checkpoints", "number = $1", [number], (StoreFaultKind.CheckpointMissing, null, null, number));
            await stage.WithoutAsync(
                "incident_checkpoint_entries", "checkpoint = $1 AND incident_id = $2", [number, stage.Id], (StoreFaultKind.CheckpointChanged, null, null, number));
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Tail_that_is_cut_off_with_all_that_tells_of_it_is_missed_by_its_checkpoint(DatabaseKind kind)
    {
        await using var stage = await TamperingStage.CreateAsync(kind);
        foreach (var sequence in (long[])[3, 2])
        {
            await stage.Database.ExecuteAsync("DELETE FROM {s}incident_events WHERE incident_id = $1 AND sequence >= $2", stage.Id, sequence);
            await stage.Database.ExecuteAsync(
                "UPDATE {s}incidents SET version = $1, head = (SELECT hash FROM {s}incident_events WHERE incident_id = $2 AND sequence = $1), checkpointed = $1 WHERE id = $2",
                sequence - 1,
                stage.Id);

            await stage.ExpectAsync((StoreFaultKind.EventMissing, Reference, sequence, sequence));
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Personal_values_that_are_taken_away_as_a_whole_are_missed(DatabaseKind kind)
    {
        await using var stage = await TamperingStage.CreateAsync(kind);

        await stage.OfEvent("personal", 2).WriteAsync(null);

        await stage.ExpectAsync((StoreFaultKind.PersonalValuesChanged, Reference, 2, null));
    }

    /// <summary>A small store: three incidents with three events each, and a checkpoint after each event of the second one.</summary>
    private sealed class TamperingStage(FaultDatabase database, DatabaseKind kind, RelationalIncidentStore store) : IAsyncDisposable
    {
        private StoreCheckpoint? _known;

        public FaultDatabase Database => database;

        public object Id { get; private set; } = string.Empty;

        public static IReadOnlyList<long> Sequences => [1, 2, 3];

        public static async Task<TamperingStage> CreateAsync(DatabaseKind kind)
        {
            var database = await FaultDatabase.OnSharedServerAsync(kind);
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            database.Options.SigningKey = key.ExportPkcs8PrivateKeyPem();
            var stage = new TamperingStage(database, kind, database.Open());
            await stage.FillAsync();
            return stage;
        }

        public StoredField OfEvent(string column, long sequence) => new(database, "incident_events", column, "incident_id = $1 AND sequence = $2", Id, sequence);

        public StoredField OfIncident(string column) => new(database, "incidents", column, "id = $1", Id);

        public StoredField OfCheckpoint(string column, long number) => new(database, "incident_checkpoints", column, "number = $1", number);

        /// <summary>An entry is named by its head: its other fields are changed too.</summary>
        public StoredField OfEntry(string column, long number) => column == "head"
            ? new(database, "incident_checkpoint_entries", column, "checkpoint = $1 AND incident_id = $2", number, Id)
            : new(database, "incident_checkpoint_entries", column, "checkpoint = $1 AND head = (SELECT hash FROM {s}incident_events WHERE incident_id = $2 AND sequence = $1)", number, Id);

        public async Task ExpectEachChangeFoundAsync(StoredField field, (StoreFaultKind Kind, string? Reference, long? Sequence, long? Checkpoint) expected)
        {
            var before = await field.ReadAsync();
            if (before is DBNull)
            {
                return;
            }

            foreach (var changed in before is Guid id ? [FlippedId(id)] : StoredField.Changed(before, anyByte: kind == DatabaseKind.Sqlite))
            {
                await field.WriteAsync(changed);
                await ExpectAsync(expected, $"{field.Column} changed to {changed}");
            }

            await field.WriteAsync(before);
            Assert.True((await VerifyAsync()).IsSound);
        }

        /// <summary>Takes rows away, and puts them back.</summary>
        public async Task WithoutAsync(string table, string where, object[] key, (StoreFaultKind Kind, string? Reference, long? Sequence, long? Checkpoint) expected)
        {
            await database.ExecuteAsync($"CREATE TABLE {{s}}taken AS SELECT * FROM {{s}}{table} WHERE {Literal(where, key)}");
            Assert.NotEqual(0, await database.ExecuteAsync($"DELETE FROM {{s}}{table} WHERE {where}", key));
            await ExpectAsync(expected, $"{table} without {string.Join(", ", key)}");
            await database.ExecuteAsync($"INSERT INTO {{s}}{table} SELECT * FROM {{s}}taken");
            await database.ExecuteAsync("DROP TABLE {s}taken");
        }

        public async Task ExpectAsync((StoreFaultKind Kind, string? Reference, long? Sequence, long? Checkpoint) expected, string what = "")
        {
            var fault = (await VerifyAsync()).FirstFault;
            Assert.True(fault is not null, $"Not found: {what}");
            Assert.True(
                (fault.Kind, fault.Reference, fault.Sequence) == (expected.Kind, expected.Reference, expected.Sequence),
                $"{what}: {fault.Kind} {fault.Message}");
            if (expected.Checkpoint is { } checkpoint)
            {
                Assert.Equal(checkpoint, fault.Checkpoint);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await store.DisposeAsync();
            await database.DisposeAsync();
        }

        private static Guid FlippedId(Guid id)
        {
            var bytes = id.ToByteArray();
            bytes[15] ^= 1;
            return new Guid(bytes);
        }

        private static string Literal(string where, object[] key)
        {
            for (var i = 0; i < key.Length; i++)
            {
                where = where.Replace($"${i + 1}", key[i] switch
                {
                    byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
                    Guid id => $"'{id}'",
                    var number => string.Create(CultureInfo.InvariantCulture, $"{number}"),
                }, StringComparison.Ordinal);
            }

            return where;
        }

        private Task<StoreVerification> VerifyAsync() => store.VerifyAsync(known: _known, cancellationToken: TestContext.Current.CancellationToken).AsTask();

        private async Task FillAsync()
        {
            var token = TestContext.Current.CancellationToken;
            var incidents = new Incident[3];
            for (var i = 0; i < incidents.Length; i++)
            {
                var change = SampleChanges.Declared(i + 1, $"K{i + 1}");
                await CommitAsync(change);
                incidents[i] = change.After;
            }

            Id = (await database.QueryAsync("SELECT id FROM {s}incidents WHERE reference = $1", Reference))[0][0];
            await store.CheckpointAsync(token);
            for (var round = 0; round < 2; round++)
            {
                for (var i = 0; i < incidents.Length; i++)
                {
                    var change = incidents[i].Noted();
                    await CommitAsync(change);
                    incidents[i] = change.After;
                }

                _known = await store.CheckpointAsync(token);
            }

            Assert.True((await VerifyAsync()).IsSound);
        }

        private async Task CommitAsync(IncidentChange change) => await store.ExecuteAsync(
            [change.ExpectedVersion == 0 ? new StoreRequest() : new StoreRequest { Id = change.After.Id }],
            (_, _) => new StoreDecision { Changes = [change] },
            TestContext.Current.CancellationToken);
    }
}
