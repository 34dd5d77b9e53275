using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>An engine on the store that all nodes share. Its channel and its directory have gates, too.</summary>
internal sealed class Node : IAsyncDisposable
{
    private static readonly string Key = Convert.ToBase64String(new byte[AcknowledgementKeys.LeastBytes]);

    private readonly ServiceProvider _services;

    public Node(string name, Stage stage)
    {
        Name = name;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(stage.Time);
        services.AddSingleton(new HostCalls(inPlace: true));
        services.AddSingleton<ILoggerFactory>(new Complaints(name, stage));

        // What listens to the figures of other tests must not change what this engine reads.
        services.AddSingleton<IMeterFactory>(new Unheard());
        services.AddIncidentResponse()
            .UsePlaybook(stage.Story.Playbook)
            .UseStore(new GatedStore(name, stage))
            .AddNotificationChannel("sms", new Channel(name, stage))
            .UseContactDirectory(new Directory(name, stage))
            .Configure(options =>
            {
                options.AcknowledgementKeys.Add(Key);
                stage.Story.Configure(options);
            });
        _services = services.BuildServiceProvider();
        Incidents = _services.GetRequiredService<IIncidentResponse>();
        Engine = _services.GetRequiredService<IncidentResponse>();
        Dispatcher = _services.GetRequiredService<OutboxDispatcher>();
    }

    public string Name { get; }

    public IIncidentResponse Incidents { get; }

    public IncidentResponse Engine { get; }

    public OutboxDispatcher Dispatcher { get; }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class Channel(string node, Stage stage) : INotificationChannel
    {
        public async ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            // From here on somebody's telephone may ring.
            stage.Journal.Add(new Began(node, stage.Now, message));
            await stage.Gates.PassAsync(node, "channel answers", message.Key, isLocal: true);
            return stage.Story.Answers(message);
        }
    }

    private sealed class Directory(string node, Stage stage) : IContactDirectory
    {
        public async ValueTask<ImmutableArray<Responder>> FindAsync(string target, Instant at, CancellationToken cancellationToken)
        {
            await stage.Gates.PassAsync(node, "directory answers", target, isLocal: true);
            return [.. stage.Story.Finds(target).Select(id => new Responder { Id = id, Methods = [new ContactMethod { Channel = "sms", Address = $"+60-{id}" }] })];
        }
    }

    private sealed class Unheard : IMeterFactory
    {
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter("unheard");
            _meters.Add(meter);
            return meter;
        }

        public void Dispose() => _meters.ForEach(meter => meter.Dispose());
    }

    private sealed class Complaints(string node, Stage stage) : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // What a dead node would say nobody hears.
            if (IsEnabled(logLevel) && !stage.Gates.IsDead(node))
            {
                stage.Journal.Add(new Complained(node, stage.Now, $"{formatter(state, exception)} {exception}"));
            }
        }

        public void Dispose()
        {
        }
    }
}
