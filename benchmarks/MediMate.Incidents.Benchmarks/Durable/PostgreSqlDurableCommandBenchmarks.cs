using BenchmarkDotNet.Attributes;
using MediMate.Incidents.Relational.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace MediMate.Incidents.Benchmarks;

/// <summary>Durable commands through the engine on PostgreSQL, against the same rows written by hand with the same grouping.</summary>
/// <remarks>
/// A server of its own, which flushes each commit to the disk. <see cref="ByHand"/> locks and reads the incidents before it writes, as one has to
/// who decides on them; <see cref="Blind"/> does not. Both decide nothing, and their bytes are ready.
/// </remarks>
[RequiresPostgreSql]
[MemoryDiagnoser]
public class PostgreSqlDurableCommandBenchmarks
{
    private PostgreSqlServer _server = null!;
    private DurableBed _bed = null!;
    private PostgreSqlByHand _hand = null!;
    private PostgreSqlByHand _blindHand = null!;
    private GroupedWriter _writer = null!;
    private GroupedWriter _blindWriter = null!;

    [Params(1, 16, 64)]
    public int Writers { get; set; }

    [Params(DurableCommand.Note, DurableCommand.Acknowledge)]
    public DurableCommand Command { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _server = await PostgreSqlServer.CreateAsync();
        var database = await _server.CreateDatabaseAsync();
        _bed = new DurableBed(incidents => incidents.UsePostgreSql(database), () => new NpgsqlConnection(database), Command);
        await _bed.LearnAsync();
        _hand = await OpenAsync(database, reads: true);
        _blindHand = await OpenAsync(database, reads: false);
        _writer = new GroupedWriter(_hand.WriteAsync, isAlone: Writers == 1);
        _blindWriter = new GroupedWriter(_blindHand.WriteAsync, isAlone: Writers == 1);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _writer.DisposeAsync();
        await _blindWriter.DisposeAsync();
        await _hand.DisposeAsync();
        await _blindHand.DisposeAsync();
        await _bed.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await _server.DisposeAsync();
    }

    [IterationSetup]
    public void Prepare() => _bed.PrepareAsync().GetAwaiter().GetResult();

    [Benchmark(Baseline = true, OperationsPerInvoke = DurableBed.Commands)]
    public Task ByHand() => DurableBed.RunAsync(Writers, command => _writer.WriteAsync(_bed.Rows[command]));

    [Benchmark(OperationsPerInvoke = DurableBed.Commands)]
    public Task Blind() => DurableBed.RunAsync(Writers, command => _blindWriter.WriteAsync(_bed.Rows[command]));

    [Benchmark(OperationsPerInvoke = DurableBed.Commands)]
    public Task Engine() => DurableBed.RunAsync(Writers, _bed.ExecuteAsync);

    private static async Task<PostgreSqlByHand> OpenAsync(string database, bool reads)
    {
        var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        return new PostgreSqlByHand(connection, reads);
    }
}
