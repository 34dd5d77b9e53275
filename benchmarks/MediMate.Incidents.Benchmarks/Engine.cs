using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Benchmarks;

/// <summary>The engine as a host gets it, with commands that prepare incidents.</summary>
/// <remarks>No hosted service runs: nothing ticks or sends beside the measurement.</remarks>
internal sealed class Engine : IAsyncDisposable
{
    public static readonly Actor Responder = Actor.Person("aisyah");

    private readonly ServiceProvider _provider;

    /// <summary>Makes an engine.</summary>
    /// <param name="useStore">Chooses the store; <see langword="null"/> for the one in memory.</param>
    public Engine(Action<IncidentResponseBuilder>? useStore = null)
    {
        var services = new ServiceCollection();
        services.AddIncidentResponse(incidents =>
        {
            incidents.UsePlaybook(BenchmarkPlaybook.Create());
            useStore?.Invoke(incidents);
        });
        var provider = _provider = services.BuildServiceProvider();
        Incidents = provider.GetRequiredService<IIncidentResponse>();
        Store = provider.GetRequiredService<IIncidentStore>();
        Playbook = provider.GetRequiredService<PlaybookShelf>().Current;
    }

    public IIncidentResponse Incidents { get; }

    public IIncidentStore Store { get; }

    public CompiledPlaybook Playbook { get; }


    /// <summary>A signal that declares a P0: the playbook's examples know its words.</summary>
    public static Signal CriticalSignal(int number) => new() { Summary = "complete app down in region", Key = $"monitor/{number}" };

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    public async Task<Incident> DeclareAsync(int number) => Accepted(await Incidents.SignalAsync(CriticalSignal(number)));

    /// <summary>Declares a P0 and brings it to the phase in which its severity and impact are assessed, with nothing settled yet.</summary>
    public async Task<Incident> BeginAssessmentAsync(int number)
    {
        var declared = await DeclareAsync(number);
        return Accepted(await Incidents.ExecuteAsync(declared.Id, new BeginAssessment { By = Responder }));
    }

    /// <summary>The same, with everything that the guards of its way into containment ask for.</summary>
    public async Task<Incident> CompleteAssessmentAsync(int number)
    {
        var assessed = await BeginAssessmentAsync(number);
        foreach (var item in Playbook.Items(IncidentPhase.Assessing))
        {
            assessed = Accepted(await Incidents.ExecuteAsync(assessed.Id, new CompleteItem { By = Responder, Item = item.Id }));
        }

        return Accepted(await Incidents.ExecuteAsync(assessed.Id, new DescribeImpact { By = Responder, Text = "nobody can sign in" }));
    }

    /// <summary>A benchmark of a refusal would be fast, and worth nothing.</summary>
    public static Incident Accepted(IncidentOutcome outcome) =>
        outcome is { IsAccepted: true, Incident: { } incident } && !outcome.Events.IsEmpty
            ? incident
            : throw new InvalidOperationException($"The command was not accepted, or left no event: {outcome}.");
}
