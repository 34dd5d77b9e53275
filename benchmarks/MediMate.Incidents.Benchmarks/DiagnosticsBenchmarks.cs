using System.Diagnostics;
using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;

namespace MediMate.Incidents.Benchmarks;

/// <summary>What figures and activities cost a command: nobody listens, somebody takes the figures, somebody takes the activities too.</summary>
[MemoryDiagnoser]
[WarmupCount(30)]
public class DiagnosticsBenchmarks
{
    private const int Incidents = 1_024;
    private const int Burst = 64;

    private readonly AddNote _note = new() { By = Engine.Responder, Text = "the first host answers again" };
    private Engine _engine = null!;
    private IncidentId[] _ids = [];
    private MeterListener? _figures;
    private ActivityListener? _activities;

    public enum Listening
    {
        Nobody,
        Figures,
        FiguresAndActivities,
    }

    [IterationSetup(Target = nameof(NobodyListens))]
    public void PrepareNobody() => Prepare(Listening.Nobody);

    [IterationSetup(Target = nameof(FiguresAreTaken))]
    public void PrepareFigures() => Prepare(Listening.Figures);

    [IterationSetup(Target = nameof(FiguresAndActivitiesAreTaken))]
    public void PrepareBoth() => Prepare(Listening.FiguresAndActivities);

    [IterationCleanup]
    public void StopListening()
    {
        _figures?.Dispose();
        _activities?.Dispose();
        (_figures, _activities) = (null, null);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Incidents * Burst)]
    public Task NobodyListens() => RepeatAsync();

    [Benchmark(OperationsPerInvoke = Incidents * Burst)]
    public Task FiguresAreTaken() => RepeatAsync();

    [Benchmark(OperationsPerInvoke = Incidents * Burst)]
    public Task FiguresAndActivitiesAreTaken() => RepeatAsync();

    private async Task RepeatAsync()
    {
        foreach (var id in _ids)
        {
            for (var i = 0; i < Burst; i++)
            {
                await _engine.Incidents.ExecuteAsync(id, _note);
            }
        }
    }

    // Nothing in memory ever waits: the tasks have ended when they come back.
    private void Prepare(Listening listening)
    {
        if (listening != Listening.Nobody)
        {
            _figures = new MeterListener();
            _figures.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "MediMate.Incidents")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _figures.SetMeasurementEventCallback<double>((_, _, _, _) => { });
            _figures.SetMeasurementEventCallback<long>((_, _, _, _) => { });
            _figures.Start();
        }

        if (listening == Listening.FiguresAndActivities)
        {
            _activities = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "MediMate.Incidents",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            };
            ActivitySource.AddActivityListener(_activities);
        }

        _engine = new Engine();
        _ids = [.. Enumerable.Range(1, Incidents).Select(number => _engine.CompleteAssessmentAsync(number).GetAwaiter().GetResult().Id)];
    }
}
