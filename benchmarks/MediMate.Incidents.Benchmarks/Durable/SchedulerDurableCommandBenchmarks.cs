using BenchmarkDotNet.Attributes;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using MediMate.Incidents.Relational.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace MediMate.Incidents.Benchmarks;

/// <summary>A durable note through the engine against a durable job put into two schedulers, with 16 writers on one PostgreSQL server.</summary>
/// <remarks>No server of Hangfire works and Quartz stands by: nothing but the writing is measured. The job has one number as its data.</remarks>
[RequiresPostgreSql]
[MemoryDiagnoser]
public class SchedulerDurableCommandBenchmarks
{
    private const int Writers = 16;

    private readonly IJobDetail _work = JobBuilder.Create<QuartzWork>().WithIdentity("work").StoreDurably().Build();
    private PostgreSqlServer _server = null!;
    private DurableBed _bed = null!;
    private BackgroundJobClient _hangfire = null!;
    private ServiceProvider _quartz = null!;
    private IScheduler _scheduler = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _server = await PostgreSqlServer.CreateAsync();
        var database = await _server.CreateDatabaseAsync();
        _bed = new DurableBed(incidents => incidents.UsePostgreSql(database), () => new NpgsqlConnection(database), DurableCommand.Note);
        await _bed.LearnAsync();

        var options = new PostgreSqlStorageOptions();
        var factory = new NpgsqlConnectionFactory(await _server.CreateDatabaseAsync() + ";Maximum Pool Size=32", options);
        _hangfire = new BackgroundJobClient(new PostgreSqlStorage(factory, options));

        var quartzDatabase = await _server.CreateDatabaseAsync() + ";Maximum Pool Size=32";
        var services = new ServiceCollection();
        services.AddQuartz(quartz => quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(quartzDatabase);
            store.ProvisionSchema();
        }));
        _quartz = services.BuildServiceProvider();
        _scheduler = await _quartz.GetRequiredService<ISchedulerFactory>().GetScheduler();

        // It makes its tables when it starts.
        await _scheduler.Start();
        await _scheduler.Standby();
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _scheduler.Shutdown();
        await _quartz.DisposeAsync();
        await _bed.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await _server.DisposeAsync();
    }

    [IterationSetup]
    public void Prepare() => _bed.PrepareAsync().GetAwaiter().GetResult();

    [Benchmark(Baseline = true, OperationsPerInvoke = DurableBed.Commands)]
    public Task Engine() => DurableBed.RunAsync(Writers, _bed.ExecuteAsync);

    /// <summary>Hangfire's client blocks: each writer has a thread of its own.</summary>
    [Benchmark(OperationsPerInvoke = DurableBed.Commands)]
    public void HangfireEnqueue()
    {
        var threads = Enumerable.Range(0, Writers).Select(writer => new Thread(() =>
        {
            for (var job = writer; job < DurableBed.Commands; job += Writers)
            {
                var number = job;
                _hangfire.Enqueue(() => HangfireWork.Run(number));
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    [Benchmark(OperationsPerInvoke = DurableBed.Commands)]
    public Task QuartzSchedule() => DurableBed.RunAsync(Writers, async number =>
    {
        var job = _work.GetJobBuilder().WithIdentity(Guid.NewGuid().ToString()).UsingJobData("number", number).Build();
        var trigger = TriggerBuilder.Create().StartAt(DateTimeOffset.UtcNow.AddHours(1)).Build();
        await _scheduler.ScheduleJob(job, trigger);
    });
}

/// <summary>A job of Hangfire.</summary>
public static class HangfireWork
{
    public static void Run(int number) => Console.WriteLine(number);
}

/// <summary>A job of Quartz.NET.</summary>
internal sealed class QuartzWork : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
