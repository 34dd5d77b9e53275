using BenchmarkDotNet.Attributes;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MediMate.Incidents.Benchmarks;

/// <summary>A phase forward and back, on the engine and on a saga of MassTransit that knows these two transitions and nothing else.</summary>
/// <remarks>
/// Each keeps its state in memory. The engine also checks guards, writes an event, moves clocks and answers; the saga only changes its state. On the bus
/// 64 messages are on their way at once, which suits it better than one; beside it and on the mediator one comes after the other.
/// </remarks>
[MemoryDiagnoser]
[WarmupCount(20)]
public class SagaBenchmarks
{
    private const int Incidents = 64;
    private const int Rounds = 256;

    private readonly BeginContainment _forward = new() { By = Engine.Responder };
    private readonly StepBack _back = new() { By = Engine.Responder, To = IncidentPhase.Assessing, Reason = "not contained after all" };
    private readonly Guid[] _sagas = [.. Enumerable.Range(0, Incidents).Select(_ => Guid.NewGuid())];
    private readonly ReceivedMessages _received = new();
    private ServiceProvider _busServices = null!;
    private ServiceProvider _mediatorServices = null!;
    private IBusControl _bus = null!;
    private ISendEndpoint _queue = null!;
    private IMediator _mediator = null!;
    private Engine _engine = null!;
    private IncidentId[] _ids = [];

    [GlobalSetup]
    public async Task StartAsync()
    {
        _busServices = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddMassTransit(bus =>
            {
                bus.DisableUsageTelemetry();
                bus.AddSagaStateMachine<PhaseSagaMachine, PhaseSaga>().InMemoryRepository();
                bus.UsingInMemory((context, factory) => factory.ReceiveEndpoint("phases", endpoint => endpoint.ConfigureSaga<PhaseSaga>(context)));
            })
            .BuildServiceProvider();
        _bus = _busServices.GetRequiredService<IBusControl>();
        _bus.ConnectReceiveObserver(_received);
        await _bus.StartAsync();
        _queue = await _bus.GetSendEndpoint(new Uri("queue:phases"));

        _mediatorServices = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddMediator(mediator => mediator.AddSagaStateMachine<PhaseSagaMachine, PhaseSaga>().InMemoryRepository())
            .BuildServiceProvider();
        _mediator = _mediatorServices.GetRequiredService<IMediator>();
        foreach (var saga in _sagas)
        {
            await _queue.Send(new Declared(saga));
            await _mediator.Send(new Declared(saga));
        }

        await _received.TakeAsync(Incidents);
        await CheckAsync();
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _bus.StopAsync();
        await _busServices.DisposeAsync();
        await _mediatorServices.DisposeAsync();
    }

    // Nothing in memory ever waits: the tasks have ended when they come back.
    [IterationSetup(Target = nameof(EngineCommand))]
    public void Prepare()
    {
        _engine = new Engine();
        _ids = [.. Enumerable.Range(1, Incidents).Select(number => _engine.CompleteAssessmentAsync(number).GetAwaiter().GetResult().Id)];
    }

    /// <summary>So that all are measured in the same way.</summary>
    [IterationSetup(Targets = [nameof(SagaOnTheBus), nameof(SagaOnTheBusOneByOne), nameof(SagaByTheMediator)])]
    public void PrepareNothing()
    {
        // The sagas are where they were: each round goes there and back.
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = 2 * Incidents * Rounds)]
    public async Task EngineCommand()
    {
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var id in _ids)
            {
                await _engine.Incidents.ExecuteAsync(id, _forward);
                await _engine.Incidents.ExecuteAsync(id, _back);
            }
        }
    }

    [Benchmark(OperationsPerInvoke = 2 * Incidents * Rounds)]
    public async Task SagaOnTheBus()
    {
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var saga in _sagas)
            {
                await _queue.Send(new Contained(saga));
            }

            await _received.TakeAsync(Incidents);
            foreach (var saga in _sagas)
            {
                await _queue.Send(new SteppedBack(saga));
            }

            await _received.TakeAsync(Incidents);
        }
    }

    /// <summary>As a caller sees it who waits for the answer, which the engine's caller does.</summary>
    [Benchmark(OperationsPerInvoke = 2 * Incidents * Rounds)]
    public async Task SagaOnTheBusOneByOne()
    {
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var saga in _sagas)
            {
                await _queue.Send(new Contained(saga));
                await _received.TakeAsync(1);
                await _queue.Send(new SteppedBack(saga));
                await _received.TakeAsync(1);
            }
        }
    }

    [Benchmark(OperationsPerInvoke = 2 * Incidents * Rounds)]
    public async Task SagaByTheMediator()
    {
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var saga in _sagas)
            {
                await _mediator.Send(new Contained(saga));
                await _mediator.Send(new SteppedBack(saga));
            }
        }
    }

    /// <summary>A saga that ignored its messages would be fast, and worth nothing.</summary>
    private async Task CheckAsync()
    {
        foreach (var services in new[] { _busServices, _mediatorServices })
        {
            var repository = services.GetRequiredService<ISagaRepository<PhaseSaga>>();
            await Expect(repository, "Assessing");
        }

        await _queue.Send(new Contained(_sagas[0]));
        await _received.TakeAsync(1);
        await Expect(_busServices.GetRequiredService<ISagaRepository<PhaseSaga>>(), "Containing");
        await _queue.Send(new SteppedBack(_sagas[0]));
        await _received.TakeAsync(1);
        await _mediator.Send(new Contained(_sagas[0]));
        await Expect(_mediatorServices.GetRequiredService<ISagaRepository<PhaseSaga>>(), "Containing");
        await _mediator.Send(new SteppedBack(_sagas[0]));
    }

    private async Task Expect(ISagaRepository<PhaseSaga> repository, string state)
    {
        var saga = await ((ILoadSagaRepository<PhaseSaga>)repository).Load(_sagas[0]);
        if (saga?.CurrentState != state)
        {
            throw new InvalidOperationException($"The saga is {saga?.CurrentState ?? "not there"}; expected {state}.");
        }
    }

    public sealed record Declared(Guid CorrelationId) : CorrelatedBy<Guid>;

    public sealed record Contained(Guid CorrelationId) : CorrelatedBy<Guid>;

    public sealed record SteppedBack(Guid CorrelationId) : CorrelatedBy<Guid>;

    public sealed class PhaseSaga : SagaStateMachineInstance
    {
        public Guid CorrelationId { get; set; }

        public string CurrentState { get; set; } = string.Empty;
    }

    public sealed class PhaseSagaMachine : MassTransitStateMachine<PhaseSaga>
    {
        public PhaseSagaMachine()
        {
            InstanceState(saga => saga.CurrentState);
            Initially(When(Declared).TransitionTo(Assessing));
            During(Assessing, When(Contained).TransitionTo(Containing));
            During(Containing, When(SteppedBack).TransitionTo(Assessing));
        }

        public State Assessing { get; private set; } = null!;

        public State Containing { get; private set; } = null!;

        public Event<Declared> Declared { get; private set; } = null!;

        public Event<Contained> Contained { get; private set; } = null!;

        public Event<SteppedBack> SteppedBack { get; private set; } = null!;
    }

    /// <summary>Tells when messages have been received and done with.</summary>
    private sealed class ReceivedMessages : IReceiveObserver
    {
        private readonly SemaphoreSlim _done = new(0);

        public async Task TakeAsync(int count)
        {
            for (var taken = 0; taken < count; taken++)
            {
                await _done.WaitAsync();
            }
        }

        public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostReceive(ReceiveContext context)
        {
            _done.Release();
            return Task.CompletedTask;
        }

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
            where T : class => Task.CompletedTask;

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
            where T : class => Task.CompletedTask;

        public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
    }
}
