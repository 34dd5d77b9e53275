using System.Diagnostics;
using System.Globalization;
using MediMate.Incidents.Relational.Tests.Kit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace MediMate.Incidents.Benchmarks;

/// <summary>A storm on one key through each store: what is left of a million signals, and how long they take.</summary>
/// <remarks>No benchmark: one run, printed. <c>-- storm [signals]</c>.</remarks>
internal static class Storm
{
    private const int Producers = 16;

    /// <summary>How many signals each producer has on their way.</summary>
    private const int OnTheirWay = 512;

    public static async Task RunAsync(int signals)
    {
        Console.WriteLine("| Store | Signals | Counted | Entries | Pages | Seconds | Signals a second |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        await RunAsync("memory", useStore: null, signals);
        var folder = Directory.CreateTempSubdirectory("incidents-").FullName;
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "incidents.db") }.ConnectionString;
        await RunAsync("SQLite", incidents => incidents.UseSqlite(file), signals);
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        if (PostgreSqlServer.WhyMissing() is null)
        {
            await using var server = await PostgreSqlServer.CreateAsync();
            var database = await server.CreateDatabaseAsync();
            await RunAsync("PostgreSQL", incidents => incidents.UsePostgreSql(database), signals);
            NpgsqlConnection.ClearAllPools();
        }
    }

    private static async Task RunAsync(string name, Action<IncidentResponseBuilder>? useStore, int signals)
    {
        await using var engine = new Engine(useStore);
        var signal = Engine.CriticalSignal(1);
        var watch = Stopwatch.StartNew();
        using var stop = new CancellationTokenSource();
        var ticking = TickAsync(engine, stop.Token);
        await Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(() => ProduceAsync(engine, signal, (signals + producer) / Producers))));
        var seconds = watch.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        await ticking;

        var incident = (await engine.Incidents.FindByReferenceAsync("INC-1"))!;
        var timeline = await engine.Incidents.ReadTimelineAsync(incident.Id);
        var rows = await engine.Store.ReadOutboxAsync(incident.Id);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {signals} | {incident.Keys[0].Count} | {timeline.Length} | {rows.OfType<OutboxMessage>().Count()} | {seconds:F1} | {signals / seconds:F0} |"));
    }

    private static async Task ProduceAsync(Engine engine, Signal signal, int signals)
    {
        var answers = new Queue<Task>(OnTheirWay);
        for (var i = 0; i < signals; i++)
        {
            if (answers.Count == OnTheirWay)
            {
                await answers.Dequeue();
            }

            answers.Enqueue(engine.Incidents.SignalAsync(signal).AsTask());
        }

        await Task.WhenAll(answers);
    }

    /// <summary>What is due is done meanwhile, as a host does it.</summary>
    private static async Task TickAsync(Engine engine, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await engine.Incidents.RunDueAsync(CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(100), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
