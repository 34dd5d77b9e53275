using BenchmarkDotNet.Attributes;

namespace MediMate.Incidents.Benchmarks;

/// <summary>A storm on keys that are held, from two producers, through the engine in memory, against a dictionary of counters under a lock.</summary>
/// <remarks>Each producer has many signals on their way, as a host that takes in requests has. All of them are counted and answered in the measured time.</remarks>
[MemoryDiagnoser]
public class StormBenchmarks
{
    private const int Keys = 8;
    private const int Producers = 2;
    private const int Signals = 131_072;

    private readonly Dictionary<string, long> _counters = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Signal[] _signals = [.. Enumerable.Range(0, Keys).Select(Engine.CriticalSignal)];
    private Engine _engine = null!;

    [IterationSetup]
    public void Prepare()
    {
        _counters.Clear();
        _engine = new Engine();
        foreach (var signal in _signals)
        {
            Engine.Accepted(_engine.Incidents.SignalAsync(signal).AsTask().GetAwaiter().GetResult());
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Signals)]
    public Task CountersUnderLock() => ProduceAsync(signal =>
    {
        lock (_gate)
        {
            _counters[signal.Key!] = _counters.GetValueOrDefault(signal.Key!) + 1;
        }

        return Task.CompletedTask;
    });

    [Benchmark(OperationsPerInvoke = Signals)]
    public Task SignalsThroughTheEngine() => ProduceAsync(signal => _engine.Incidents.SignalAsync(signal).AsTask());

    private Task ProduceAsync(Func<Signal, Task> send) => Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(async () =>
    {
        var answers = new Task[Signals / Producers];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = send(_signals[(i + producer) % Keys]);
        }

        await Task.WhenAll(answers);
    })));
}
