using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>
/// An engine on the store that all nodes share. Its channel, its directory and its renderer have gates, too. It costs more than to play a small story, and keeps nothing
/// from one schedule to the next: it goes from stage to node.Stage.
/// </summary>
internal sealed class Node : IAsyncDisposable
{
    private static readonly string Key = Convert.ToBase64String(new byte[AcknowledgementKeys.LeastBytes]);

    private readonly ServiceProvider _services;

    public Node(string name, Story story)
    {
        Name = name;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new StageTime(this));
        services.AddSingleton(new HostCalls(inPlace: true));
        services.AddSingleton<ILoggerFactory>(new Complaints(this));

        // What listens to the figures of other tests must not change what this engine reads.
        services.AddSingleton<IMeterFactory>(new Unheard());
        var builder = services.AddIncidentResponse()
            .UsePlaybook(story.Playbook)
            .UseStore(new GatedStore(this))
            .AddNotificationChannel("sms", new Channel(this))
            .UseContactDirectory(new Directory(this))
            .Configure(options =>
            {
                options.AcknowledgementKeys.Add(Key);
                story.Configure(options);
            });
        if (story.HasRenderer)
        {
            builder.UseTemplateRenderer(new Renderer(this));
        }

        _services = services.BuildServiceProvider();
        Incidents = _services.GetRequiredService<IIncidentResponse>();
        Engine = _services.GetRequiredService<IncidentResponse>();
        Dispatcher = _services.GetRequiredService<OutboxDispatcher>();
    }

    public string Name { get; }

    /// <summary>Gets or sets where the story plays at present.</summary>
    public Stage Stage { get => field ?? throw new InvalidOperationException("The node has no node.Stage."); set; }

    public IIncidentResponse Incidents { get; }

    public IncidentResponse Engine { get; }

    public OutboxDispatcher Dispatcher { get; }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class Channel(Node node) : INotificationChannel
    {
        public async ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            // From here on somebody's telephone may ring.
            node.Stage.Journal.Add(new Began(node.Name, node.Stage.Now, message));
            await node.Stage.Gates.PassAsync(node.Name, "channel answers", message.Key, isLocal: true);
            return node.Stage.Story.Answers(node.Stage, message);
        }
    }

    private sealed class Directory(Node node) : IContactDirectory
    {
        public async ValueTask<ImmutableArray<Responder>> FindAsync(string target, Instant at, CancellationToken cancellationToken)
        {
            await node.Stage.Gates.PassAsync(node.Name, "directory answers", target, isLocal: true);
            return [.. node.Stage.Story.Finds(target).Select(id => new Responder { Id = id, Methods = [new ContactMethod { Channel = "sms", Address = $"+60-{id}" }] })];
        }
    }

    private sealed class Renderer(Node node) : ITemplateRenderer
    {
        public async ValueTask<string> RenderAsync(RenderRequest request, CancellationToken cancellationToken)
        {
            await node.Stage.Gates.PassAsync(node.Name, "renderer answers", request.Incident, isLocal: true);
            return PageLaws.BodyIn(request.Phase);
        }
    }

    private sealed class StageTime(Node node) : TimeProvider
    {
        public override long TimestampFrequency => node.Stage.Time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => node.Stage.Time.GetUtcNow();

        public override long GetTimestamp() => node.Stage.Time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            node.Stage.Time.CreateTimer(callback, state, dueTime, period);
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

    private sealed class Complaints(Node node) : ILoggerFactory, ILogger
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
            if (IsEnabled(logLevel) && !node.Stage.Gates.IsDead(node.Name))
            {
                node.Stage.Journal.Add(new Complained(node.Name, node.Stage.Now, $"{formatter(state, exception)} {exception}"));
            }
        }

        public void Dispose()
        {
        }
    }
}
