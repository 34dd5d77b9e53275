using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>The engine, taking the steps of a script one by one.</summary>
internal sealed class ModelEngine : IAsyncDisposable
{
    private readonly IncidentHarness _harness;
    private readonly ScriptStage _stage;
    private readonly ScriptErrors _errors = new();
    private readonly ScriptNames _names = new();
    private readonly StepReader _reader;
    private readonly Instant _start;
    private readonly ModelPlace? _place;
    private int _seen;

    /// <summary>Initializes a new instance of the <see cref="ModelEngine"/> class.</summary>
    /// <param name="world">The model at its beginning.</param>
    /// <param name="place">Where the store keeps everything, opened anew for each step; null for the store in memory.</param>
    public ModelEngine(ModelWorld world, ModelPlace? place = null)
    {
        _start = world.Start.ToInstant();
        _place = place;
        _harness = new IncidentHarness(world.Playbook.Source, options =>
        {
            options.Start = world.Start;
            options.Configure = builder =>
            {
                Configure(builder, world.Playbook);
                if (place is not null)
                {
                    builder.UseStore(place.Open());
                }
            };
            foreach (var person in world.People.All)
            {
                options.People.Add(person);
                _names.AddPerson(person.Id);
            }
        });
        _stage = new ScriptStage(_harness, CancellationToken.None);
        _reader = new StepReader(new FieldReader(_harness.Recorder.Format, _names, ".", _errors), _start, _errors);
    }

    /// <summary>Sets up what is no part of a script.</summary>
    public static void Configure(IncidentResponseBuilder builder, ModelPlaybook playbook)
    {
        // The model knows no bundles: they have scripts and laws of their own.
        builder.Configure(settings => settings.MessagesAtOnce = 1000);
        foreach (var rule in playbook.HostRules)
        {
            builder.AddEscalationRule(rule);
        }
    }

    /// <summary>Takes a step.</summary>
    /// <returns>Whether it was accepted, or null where it is no command; and the lines that came of it.</returns>
    public async Task<(bool? IsAccepted, ImmutableArray<OutputLine> Lines)> TakeAsync(ModelStep step)
    {
        if (step.Text("as") is { } name)
        {
            _ = step.Do == "silence" ? _names.AddSilence(name) : _names.AddIncident(name);
        }

        using var json = JsonDocument.Parse(step.ToJson(_start));
        var read = _reader.Read(json.RootElement, "$").ToList();
        Assert.True(_errors.IsEmpty, string.Join('\n', _errors.All));
        await _harness.ArriveAtAsync(step.At);
        _harness.Recorder.Word = step.Do;
        var isSilence = step.Do == "silence";
        _harness.Recorder.NextName = isSilence ? null : read[0].As;
        _harness.Recorder.NextSilenceName = isSilence ? read[0].As : null;
        var outcome = await read[0].Command.Act(_stage, read[0].Values);
        _harness.Recorder.NextName = null;
        _harness.Recorder.NextSilenceName = null;
        if (_place is not null && _harness.IsRunning)
        {
            // What the store keeps is all that the next step finds.
            _harness.StopEngine();
            _harness.StartEngine();
        }

        var lines = _harness.Recorder.Lines;
        var told = lines[_seen..];
        _seen = lines.Length;
        return (outcome?.IsAccepted, told);
    }

    public async Task<Incident> FindAsync(string name) => (await _harness.Incidents.FindAsync(_harness.Recorder.Find(name)!.Value))!;

    public bool IsRunning => _harness.IsRunning;

    public async ValueTask DisposeAsync()
    {
        await _harness.DisposeAsync();
        await (_place?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
