using System.Diagnostics;
using MediMate.Incidents.Relational.Tests.Kit;
using Microsoft.Data.Sqlite;

namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>A lock that somebody else holds costs a command its time-out at most, and its neighbours nothing.</summary>
public sealed class LockTests
{
    [Fact]
    public async Task Sqlite_that_another_has_locked_fails_within_the_time_out_and_goes_on_after()
    {
        using var file = new SqliteFile();
        await using var store = SqliteStore.Open(file.Path, new RelationalStoreOptions { CommandTimeout = TimeSpan.FromSeconds(1), GroupSize = 4 });
        var incident = await FaultCommands.DeclareAsync(store, "K1");

        await using (var connection = new SqliteConnection(file.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);

            // More than one group: each would wait for a time-out of its own.
            var watch = Stopwatch.StartNew();
            var failures = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await Record.ExceptionAsync(() => FaultCommands.NoteAsync(store, incident.Id, "too early")))));

            Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(5));
            Assert.All(failures, exception =>
            {
                var failure = Assert.IsType<IncidentStoreException>(exception);
                Assert.StartsWith("MMI3009", failure.Message, StringComparison.Ordinal);
                Assert.True(failure is { IsTransient: true, IsOutcomeUnknown: false });
            });
            Assert.NotNull(await store.FindAsync(incident.Id, TestContext.Current.CancellationToken));
        }

        await FaultCommands.NoteAsync(store, incident.Id, "in time");
        Assert.Equal(["in time"], await FaultCommands.NotesAsync(store, incident.Id));
    }

    [Fact]
    public async Task Postgresql_row_that_another_has_locked_holds_up_its_own_command_alone()
    {
        await using var database = await FaultDatabase.OnSharedServerAsync(DatabaseKind.PostgreSql);
        await using var store = database.Open();
        var incidents = new List<Incident>();
        for (var i = 0; i < 10; i++)
        {
            incidents.Add(await FaultCommands.DeclareAsync(store, $"K{i}"));
        }

        Task[] commands;
        await using (var connection = await database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var locking = connection.CreateCommand();
            locking.CommandText = $"SELECT 1 FROM {database.Options.Schema}.incidents WHERE reference = '{incidents[3].Reference}' FOR UPDATE";
            await locking.ExecuteScalarAsync(TestContext.Current.CancellationToken);

            commands = [.. incidents.Select(incident => FaultCommands.NoteAsync(store, incident.Id, "noted"))];
            await Task.WhenAll(commands.Where((_, index) => index != 3)).WaitAsync(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);

            Assert.False(commands[3].IsCompleted);
        }

        await commands[3].WaitAsync(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        foreach (var incident in incidents)
        {
            Assert.Equal(["noted"], await FaultCommands.NotesAsync(store, incident.Id));
        }
    }

    [Fact]
    public async Task Postgresql_row_that_stays_locked_fails_within_the_time_out()
    {
        await using var database = await FaultDatabase.OnSharedServerAsync(DatabaseKind.PostgreSql);
        database.Options.CommandTimeout = TimeSpan.FromSeconds(1);
        await using var store = database.Open();
        var incident = await FaultCommands.DeclareAsync(store, "K1");

        await using (var connection = await database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var locking = connection.CreateCommand();
            locking.CommandText = $"SELECT 1 FROM {database.Options.Schema}.incidents FOR UPDATE";
            await locking.ExecuteScalarAsync(TestContext.Current.CancellationToken);

            var watch = Stopwatch.StartNew();
            var failure = await Assert.ThrowsAsync<IncidentStoreException>(() => FaultCommands.NoteAsync(store, incident.Id, "too early"));

            Assert.StartsWith("MMI3009", failure.Message, StringComparison.Ordinal);
            Assert.True(failure is { IsTransient: true, IsOutcomeUnknown: false });
            Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(5));
        }

        Assert.Empty(await FaultCommands.NotesAsync(store, incident.Id));
    }
}
