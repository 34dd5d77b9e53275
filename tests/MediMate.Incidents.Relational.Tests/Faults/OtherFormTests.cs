using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Testing.Stores;

namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>What another version wrote, and what has grown, is read and goes on.</summary>
public sealed class OtherFormTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Snapshot_of_another_form_is_made_from_the_events(DatabaseKind kind)
    {
        await using var database = await FaultDatabase.OnSharedServerAsync(kind);
        await using var store = database.Open();
        var incident = await FaultCommands.DeclareAsync(store, "K1");
        await FaultCommands.NoteAsync(store, incident.Id, "first");
        var before = SampleText.Of((await store.FindAsync(incident.Id, TestContext.Current.CancellationToken))!);
        await database.ExecuteAsync("UPDATE {s}incidents SET snapshot_form = 99, snapshot = $1", "from the future"u8.ToArray());

        Assert.Equal(before, SampleText.Of((await store.FindAsync(incident.Id, TestContext.Current.CancellationToken))!));
        Assert.Equal(1, (await store.VerifyAsync(cancellationToken: TestContext.Current.CancellationToken)).SnapshotsNotCompared);
        await FaultCommands.NoteAsync(store, incident.Id, "second");

        Assert.Equal(["first", "second"], await FaultCommands.NotesAsync(store, incident.Id));
        var verification = await store.VerifyAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(verification is { IsSound: true, SnapshotsNotCompared: 0 }, verification.FirstFault?.Message);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Event_of_an_unknown_name_stays_and_its_incident_goes_on(DatabaseKind kind)
    {
        await using var database = await FaultDatabase.OnSharedServerAsync(kind);
        await using var store = database.Open();
        var incident = await FaultCommands.DeclareAsync(store, "K1");
        var row = (await database.QueryAsync("SELECT id, head FROM {s}incidents"))[0];

        // As a newer version would have written it, with a snapshot of its own form.
        var happened = incident.Then(new AllKeysQuiet()).Events[0];
        var known = EventChain.Seal(incident.Id, happened, (byte[])row[1]);
        var unknown = known with { Name = "FromTheFuture" };
        unknown = unknown with { Hash = EventChain.HashOf((byte[])row[1], unknown) };
        await database.ExecuteAsync(
            "INSERT INTO {s}incident_events (incident_id, sequence, recorded_at, name, form, body, personal, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            row[0],
            unknown.Sequence,
            (happened.RecordedAt - NodaTime.Instant.FromUnixTimeTicks(0)).BclCompatibleTicks / 10,
            unknown.Name,
            unknown.Form,
            unknown.Body.ToArray(),
            unknown.Personal?.ToArray() ?? (object)Array.Empty<byte>(),
            unknown.Hash.ToArray());
        await database.ExecuteAsync("UPDATE {s}incident_events SET personal = NULL WHERE length(personal) = 0");
        await database.ExecuteAsync("UPDATE {s}incidents SET version = 2, head = $1, snapshot_form = 99", unknown.Hash.ToArray());

        Assert.Equal(2, (await store.FindAsync(incident.Id, TestContext.Current.CancellationToken))!.Version);
        await FaultCommands.NoteAsync(store, incident.Id, "it goes on");

        var events = await store.ReadEventsAsync(incident.Id, TestContext.Current.CancellationToken);
        Assert.Equal(["IncidentDeclared", "FromTheFuture", "NoteAdded"], events.Select(EventJson.NameOf));
        Assert.Equal(unknown.Body.ToArray(), EventJson.Write(events[1]));
        var verification = await store.VerifyAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(verification.IsSound, verification.FirstFault?.Message);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Snapshot_that_has_grown_has_its_parts_elsewhere_and_a_small_row(DatabaseKind kind)
    {
        await using var database = await FaultDatabase.OnSharedServerAsync(kind);
        await using var store = database.Open();
        var declared = SampleChanges.Declaration(1, "K1") with
        {
            Labels = Label.From(Enumerable.Range(0, 300).Select(number => KeyValuePair.Create($"label-{number}", $"value {number}"))),
        };
        var after = Incident.Start(declared);
        await store.ExecuteAsync(
            [new StoreRequest()],
            (_, _) => new StoreDecision { Changes = [new IncidentChange { ExpectedVersion = 0, After = after, Events = [declared], HeldKeys = ["K1"], NextDueAt = null }] },
            TestContext.Current.CancellationToken);
        await FaultCommands.NoteAsync(store, after.Id, "it grows");

        Assert.NotEmpty(await database.QueryAsync("SELECT part FROM {s}incident_parts"));
        Assert.InRange(Convert.ToInt64((await database.QueryAsync("SELECT length(snapshot) FROM {s}incidents"))[0][0], System.Globalization.CultureInfo.InvariantCulture), 1, 2048);
        Assert.Equal(300, (await store.FindAsync(after.Id, TestContext.Current.CancellationToken))!.Labels.Length);
        var verification = await store.VerifyAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(verification.IsSound, verification.FirstFault?.Message);
    }
}
