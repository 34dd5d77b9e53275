using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Benchmarks;

/// <summary>Durable commands through the engine on SQLite, against the same rows written by hand with the same grouping.</summary>
/// <remarks>The hand loads nothing, decides nothing, and its bytes are ready: what it does is the least that any durable engine has to do.</remarks>
[MemoryDiagnoser]
public class SqliteDurableCommandBenchmarks
{
    private string _folder = string.Empty;
    private DurableBed _bed = null!;
    private SqliteByHand _hand = null!;
    private GroupedWriter _writer = null!;

    [Params(1, 64)]
    public int Writers { get; set; }

    [ParamsAllValues]
    public DurableCommand Command { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _folder = Directory.CreateTempSubdirectory("incidents-").FullName;
        var database = new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, "incidents.db") }.ConnectionString;
        _bed = new DurableBed(incidents => incidents.UseSqlite(database), () => new SqliteConnection(database), Command);
        await _bed.LearnAsync();
        _hand = new SqliteByHand(database);
        _writer = new GroupedWriter(_hand.WriteAsync, isAlone: Writers == 1);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _writer.DisposeAsync();
        _hand.Dispose();
        await _bed.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [IterationSetup]
    public void Prepare() => _bed.PrepareAsync().GetAwaiter().GetResult();

    [Benchmark(Baseline = true, OperationsPerInvoke = DurableBed.Commands)]
    public Task ByHand() => DurableBed.RunAsync(Writers, command => _writer.WriteAsync(_bed.Rows[command]));

    [Benchmark(OperationsPerInvoke = DurableBed.Commands)]
    public Task Engine() => DurableBed.RunAsync(Writers, _bed.ExecuteAsync);
}
