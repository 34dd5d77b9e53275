using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using MediMate.Incidents.Relational.Tests.Kit;

namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>A server that is restarted, stopped or stuck: what was accepted is there, what was refused is not, and nobody waits for long.</summary>
public sealed class ServerRestartTests
{
    private enum Told
    {
        Accepted,
        Refused,
        Unknown,
    }

    [Fact]
    public async Task Restarts_under_load_lose_nothing_that_was_accepted_and_keep_nothing_that_was_refused()
    {
        await using var server = await PostgreSql.RequireServerAsync();
        await using var store = PostgreSqlStore.Open(await server.CreateDatabaseAsync());
        var incidents = await DeclareAsync(store, 8);
        var told = new ConcurrentDictionary<string, Told>(StringComparer.Ordinal);
        using var stop = new CancellationTokenSource();

        var tasks = Enumerable.Range(0, 16).Select(task => Task.Run(async () =>
        {
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"{task}-{number}");
                told[text] = await GiveAsync(store, incidents[(task + number) % incidents.Count].Id, text);
                if (told[text] != Told.Accepted)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20));
                }
            }
        })).ToList();
        for (var restart = 0; restart < 4; restart++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(600), TestContext.Current.CancellationToken);
            await server.RestartImmediateAsync();
        }

        await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll(tasks).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var kept = new List<string>();
        foreach (var incident in incidents)
        {
            kept.AddRange(await FaultCommands.NotesAsync(store, incident.Id));
        }

        var counts = kept.CountBy(text => text).ToDictionary(StringComparer.Ordinal);
        Assert.All(told, command => Assert.InRange(
            counts.GetValueOrDefault(command.Key),
            command.Value == Told.Accepted ? 1 : 0,
            command.Value == Told.Refused ? 0 : 1));
        Assert.Subset(told.Keys.ToHashSet(StringComparer.Ordinal), kept.ToHashSet(StringComparer.Ordinal));
        Assert.True(told.Values.Count(outcome => outcome == Told.Accepted) > 100, "Too little was accepted for a test under load.");
        Assert.Contains(Told.Refused, told.Values);
        var verification = await store.VerifyAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(verification.IsSound, verification.FirstFault?.Message);
    }

    [Fact]
    public async Task Server_that_is_back_costs_no_command_an_error()
    {
        await using var server = await PostgreSql.RequireServerAsync();
        await using var store = PostgreSqlStore.Open(await server.CreateDatabaseAsync());
        var incidents = await DeclareAsync(store, 8);
        for (var restart = 0; restart < 2; restart++)
        {
            // Many connections lie in the pool now, and none of them is one after the restart.
            await Task.WhenAll(Enumerable.Range(0, 16).Select(reader => Task.Run(() => FaultCommands.NotesAsync(store, incidents[reader % 8].Id))));
            await server.RestartImmediateAsync();
            var text = $"after restart {restart}";

            await Task.WhenAll(
            [
                .. incidents.Select(incident => FaultCommands.NoteAsync(store, incident.Id, text)),
                .. Enumerable.Range(0, 16).Select(reader => Task.Run(() => FaultCommands.NotesAsync(store, incidents[reader % 8].Id))),
            ]);

            foreach (var incident in incidents)
            {
                Assert.Single(await FaultCommands.NotesAsync(store, incident.Id), text);
            }
        }
    }

    [Fact]
    public async Task Server_that_is_away_fails_commands_at_once_and_keeps_nothing_of_them()
    {
        await using var server = await PostgreSql.RequireServerAsync();
        await using var store = PostgreSqlStore.Open(await server.CreateDatabaseAsync());
        var incident = await FaultCommands.DeclareAsync(store, "K1");
        await server.StopAsync();

        var watch = Stopwatch.StartNew();
        var failures = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(async () => await Record.ExceptionAsync(() => FaultCommands.NoteAsync(store, incident.Id, $"lost {number}")))));
        var reading = await Record.ExceptionAsync(async () => await store.FindAsync(incident.Id, TestContext.Current.CancellationToken));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(6));
        Assert.All([.. failures, reading], ExpectAway);
        await server.StartAsync();
        await FaultCommands.NoteAsync(store, incident.Id, "found");
        Assert.Equal(["found"], await FaultCommands.NotesAsync(store, incident.Id));
    }

    [Fact]
    public async Task Server_that_is_stuck_holds_nobody_for_longer_than_three_time_outs()
    {
        await using var server = await PostgreSql.RequireServerAsync();
        var options = new RelationalStoreOptions { CommandTimeout = TimeSpan.FromSeconds(2), GroupSize = 4 };
        await using var store = PostgreSqlStore.Open(await server.CreateDatabaseAsync(), options, timeProvider: null);
        var incident = await FaultCommands.DeclareAsync(store, "K1");
        await SignalAllAsync(server, "STOP");
        Exception?[] failures;
        TimeSpan waited;
        try
        {
            // Many groups: each would wait for a time-out of its own.
            var watch = Stopwatch.StartNew();
            failures = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(async () =>
                await Record.ExceptionAsync(() => FaultCommands.NoteAsync(store, incident.Id, $"lost {number}")))));
            waited = watch.Elapsed;
        }
        finally
        {
            await SignalAllAsync(server, "CONT");
        }

        Assert.All(failures, ExpectAway);
        Assert.True(
            waited > TimeSpan.FromSeconds(1.5) && waited < TimeSpan.FromSeconds(9),
            $"It took {waited}: {string.Join(" | ", failures.CountBy(failure => $"{failure?.InnerException}"))}");
        await FaultCommands.NoteAsync(store, incident.Id, "found");
        Assert.Equal(["found"], await FaultCommands.NotesAsync(store, incident.Id));
    }

    [Fact]
    public async Task Connections_take_the_time_out_of_the_store()
    {
        await using var source = PostgreSqlStore.Connect("Host=localhost", new RelationalStoreOptions { CommandTimeout = TimeSpan.FromSeconds(7) });

        Assert.Contains("Command Timeout=7", source.ConnectionString, StringComparison.Ordinal);
        Assert.Contains(";Timeout=7", source.ConnectionString, StringComparison.Ordinal);
    }

    private static void ExpectAway(Exception? exception)
    {
        var failure = Assert.IsType<IncidentStoreException>(exception);
        Assert.StartsWith("MMI3006", failure.Message, StringComparison.Ordinal);
        Assert.True(failure is { IsTransient: true, IsOutcomeUnknown: false });
    }

    private static async Task<Told> GiveAsync(RelationalIncidentStore store, IncidentId id, string text)
    {
        try
        {
            await FaultCommands.NoteAsync(store, id, text);
            return Told.Accepted;
        }
        catch (IncidentStoreException exception) when (exception.IsTransient)
        {
            return exception.IsOutcomeUnknown ? Told.Unknown : Told.Refused;
        }
    }

    private static async Task<List<Incident>> DeclareAsync(RelationalIncidentStore store, int count)
    {
        var incidents = new List<Incident>();
        for (var number = 0; number < count; number++)
        {
            incidents.Add(await FaultCommands.DeclareAsync(store, $"K{number}"));
        }

        return incidents;
    }

    /// <summary>Stops the server's first process and all that it started where they are, or lets them go on.</summary>
    private static async Task SignalAllAsync(PostgreSqlServer server, string signal)
    {
        // Who changed the account for the server stops with it, but does not go on with it.
        var parent = signal == "CONT" ? $"$(ps -o ppid= -p {server.ProcessId})" : string.Empty;
        var command = $"kill -{signal} {server.ProcessId} $(pgrep -P {server.ProcessId}) {parent}";
        using var process = Process.Start("sh", ["-c", command]);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
