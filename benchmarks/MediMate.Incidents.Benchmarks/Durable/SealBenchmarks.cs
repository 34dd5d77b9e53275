using BenchmarkDotNet.Attributes;

namespace MediMate.Incidents.Benchmarks;

/// <summary>What a durable store adds to the bytes of a note: commitments to personal values, and a link of the hash chain.</summary>
[MemoryDiagnoser]
public class SealBenchmarks
{
    private Incident _incident = null!;
    private IncidentEvent _note = null!;
    private SealedEvent _sealed = null!;
    private byte[] _json = [];
    private byte[] _snapshot = [];

    [GlobalSetup]
    public async Task PrepareAsync()
    {
        await using var engine = new Engine();
        var declared = await engine.DeclareAsync(1);
        var outcome = await engine.Incidents.ExecuteAsync(declared.Id, new AddNote { By = Engine.Responder, Text = "the first host answers again" });
        _incident = Engine.Accepted(outcome);
        _note = outcome.Events[0];
        _sealed = Seal();
        _json = WriteJson();
        _snapshot = WriteSnapshot();
        if (Open() != _note || _sealed.Personal is null)
        {
            throw new InvalidOperationException("The note is not what was sealed.");
        }
    }

    [Benchmark(Baseline = true)]
    public byte[] WriteJson() => EventJson.Write(_note);

    [Benchmark]
    public SealedEvent Seal() => EventChain.Seal(_incident.Id, _note, EventChain.Start);

    [Benchmark]
    public IncidentEvent ReadJson() => EventJson.Read("NoteAdded", 1, _json);

    [Benchmark]
    public IncidentEvent Open() => EventChain.Open(_sealed);

    [Benchmark]
    public byte[] WriteSnapshot() => SnapshotJson.Write(_incident);

    [Benchmark]
    public Incident ReadSnapshot() => SnapshotJson.Read(_snapshot);
}
