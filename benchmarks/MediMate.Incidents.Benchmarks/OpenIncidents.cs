using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace MediMate.Incidents.Benchmarks;

/// <summary>Measures a store in memory with very many open incidents: what each keeps, what a tick of those that are due costs, and what waiting costs.</summary>
internal static class OpenIncidents
{
    public const string Command = "open-incidents";
    private const int Due = 1_000;

    /// <summary>Runs the measurement and prints what came of it.</summary>
    /// <param name="count">How many incidents are open.</param>
    public static async Task RunAsync(int count)
    {
        var time = new SetTime();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddLogging();
        services.AddIncidentResponse(incidents => incidents.UsePlaybook(BenchmarkPlaybook.Create() with { DefaultLevel = "P3" }));
        await using var provider = services.BuildServiceProvider();
        var engine = provider.GetRequiredService<IncidentResponse>();
        var store = provider.GetRequiredService<IIncidentStore>();
        var before = Retained();
        IncidentId first = default;
        for (var number = 0; number < count; number++)
        {
            time.Now += Duration.FromMilliseconds(1);
            var declared = Engine.Accepted(await engine.SignalAsync(new Signal { Summary = "UI glitch", Key = $"monitor/{number}" }));
            first = number == 0 ? declared.Id : first;
        }

        var all = (Retained() - before) / (double)count;
        var alone = await SizeOfOneAsync(store, first);

        // What is due at once, or by now: the first steps of the ladders.
        while (await engine.TickDueAsync(CancellationToken.None) > 0)
        {
        }

        var ticks = await TickAsync(engine, store, time);
        await engine.RunDueAsync();
        var idle = await IdleAsync(provider);
        Print($"open incidents: {count:N0}");
        Print($"kept for each, with timeline, outbox and indexes: {all:N0} B; its state alone, without history: {alone:N0} B");
        Print($"a tick of {Due:N0} that are due: {ticks.Median:0.00} us each (of {ticks.Runs} ticks: {ticks.Least:0.00} to {ticks.Most:0.00})");
        Print($"processor time of 10 s in which nothing is due, with the engine's services running: {idle.TotalMilliseconds:0} ms");
    }

    /// <summary>Folds the timeline of one incident again and again, and divides.</summary>
    private static async Task<double> SizeOfOneAsync(IIncidentStore store, IncidentId id)
    {
        const int Copies = 20_000;
        var timeline = await store.ReadEventsAsync(id);
        var copies = new Incident[Copies];
        var before = Retained();
        for (var number = 0; number < Copies; number++)
        {
            copies[number] = Incident.Fold(timeline);
        }

        var size = (Retained() - before) / (double)Copies;
        GC.KeepAlive(copies);
        return size;
    }

    /// <summary>Goes on to where a thousand more are due, again and again, and ticks.</summary>
    private static async Task<(double Least, double Median, double Most, int Runs)> TickAsync(IncidentResponse engine, IIncidentStore store, SetTime time)
    {
        var each = new List<double>();
        for (var run = 0; run < 30 && await store.NextDueAsync() is { } next; run++)
        {
            time.Now = next + Duration.FromMilliseconds(Due - 1);
            var watch = Stopwatch.StartNew();
            var ticked = 0;
            while (await engine.TickDueAsync(CancellationToken.None) is > 0 and var done)
            {
                ticked += done;
            }

            each.Add(watch.Elapsed.TotalMicroseconds / Math.Max(1, ticked));
        }

        // The first ones are compiled while they run.
        each = [.. each.Skip(each.Count / 3).Order()];
        return (each[0], each[each.Count / 2], each[^1], each.Count);
    }

    private static async Task<TimeSpan> IdleAsync(IServiceProvider provider)
    {
        var hosted = provider.GetServices<IHostedService>().ToList();
        foreach (var service in hosted)
        {
            await service.StartAsync(CancellationToken.None);
        }

        await Task.Delay(TimeSpan.FromSeconds(2));
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        await Task.Delay(TimeSpan.FromSeconds(10));
        process.Refresh();
        var used = process.TotalProcessorTime - before;
        foreach (var service in hosted)
        {
            await service.StopAsync(CancellationToken.None);
        }

        return used;
    }

    private static long Retained()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>A clock that is set. Timers run on real time.</summary>
    private sealed class SetTime : TimeProvider
    {
        public Instant Now { get; set; } = Instant.FromUtc(2026, 3, 2, 2, 0);

        public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
    }
}
