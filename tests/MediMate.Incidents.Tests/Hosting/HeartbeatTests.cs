using System.Collections.Concurrent;
using MediMate.Incidents.Tests.Laws;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Channels = System.Threading.Channels;

namespace MediMate.Incidents.Tests.Hosting;

/// <summary>The heartbeats that a hosted engine gives, on virtual time.</summary>
public sealed class HeartbeatTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _time = new(Engine.Start.ToDateTimeOffset());
    private readonly CheckingStore _store = new();
    private readonly LogOfIds _log = new();
    private readonly Channels.Channel<Instant> _beats = Channels.Channel.CreateUnbounded<Instant>();

    [Fact]
    public async Task Engine_that_is_well_gives_a_beat_each_period()
    {
        using var host = await StartAsync(incidents => incidents.AddEngineHeartbeat(Beat));

        Assert.Equal(Engine.Start, await NextAsync());
        Assert.Equal(Engine.Start + Duration.FromMinutes(1), await NextAfterAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(Engine.Start + Duration.FromMinutes(2), await NextAfterAsync(TimeSpan.FromMinutes(1)));
        await host.StopAsync();
    }

    [Fact]
    public async Task Heartbeat_can_be_a_type_of_the_host_with_its_own_services()
    {
        using var host = await StartAsync(incidents =>
        {
            incidents.Services.AddSingleton(_beats.Writer);
            incidents.AddEngineHeartbeat<HostsHeartbeat>().AddEngineHeartbeat<HostsHeartbeat>();
        });

        Assert.Equal(Engine.Start, await NextAsync());
        Assert.False(_beats.Reader.TryRead(out _));
        await host.StopAsync();
    }

    [Fact]
    public async Task Engine_whose_store_does_not_answer_gives_none_until_it_does()
    {
        using var host = await StartAsync(incidents => incidents.AddEngineHeartbeat(Beat));
        await NextAsync();
        _store.NextDue = () => Task.FromException<Instant?>(new IncidentStoreException("away") { IsTransient = true });
        await AdvanceUntilAsync(() => _log.Has(6016));
        while (_beats.Reader.TryRead(out _))
        {
            // A beat that was on its way.
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        _store.NextDue = null;
        await AdvanceUntilAsync(() => _beats.Reader.TryPeek(out _));
        await host.StopAsync();
    }

    [Fact]
    public async Task Engine_whose_store_hangs_gives_none()
    {
        using var host = await StartAsync(incidents => incidents.AddEngineHeartbeat(Beat));
        await NextAsync();
        var answer = new TaskCompletionSource<Instant?>();
        _store.NextDue = () => answer.Task;

        await AdvanceUntilAsync(() => _log.Has(6016));
        answer.SetResult(null);
        await host.StopAsync();
    }

    [Fact]
    public async Task Engine_whose_loop_stands_still_gives_none()
    {
        var held = new TaskCompletionSource();
        _store.Claim = () => held.Task;
        using var host = await StartAsync(incidents => incidents.AddEngineHeartbeat(Beat));

        await AdvanceUntilAsync(() => _log.Has(6016));
        held.SetResult();
        await host.StopAsync();
    }

    [Fact]
    public async Task Heartbeat_that_hangs_or_throws_holds_no_other()
    {
        using var released = new ManualResetEventSlim();
        using var host = await StartAsync(incidents => incidents
            .AddEngineHeartbeat((_, _) => new ValueTask(new TaskCompletionSource().Task))
            .AddEngineHeartbeat((_, _) => throw new InvalidOperationException("broken"))
            .AddEngineHeartbeat((_, _) =>
            {
                released.Wait(CancellationToken.None);
                return ValueTask.CompletedTask;
            })
            .AddEngineHeartbeat(Beat));

        for (var minute = 0; minute < 3; minute++)
        {
            Assert.Equal(Engine.Start + Duration.FromMinutes(minute), minute == 0 ? await NextAsync() : await NextAfterAsync(TimeSpan.FromMinutes(1)));
        }

        await AdvanceUntilAsync(() => _log.Has(6014) && _log.Has(6015));
        released.Set();
        await host.StopAsync();
    }

    [Fact]
    public async Task Heartbeat_is_told_when_the_next_is_near_and_when_the_host_stops()
    {
        var cancelled = Channels.Channel.CreateUnbounded<Instant>();
        using var host = await StartAsync(incidents => incidents.AddEngineHeartbeat(async (_, cancellationToken) =>
        {
            _beats.Writer.TryWrite(Now);
            var source = new TaskCompletionSource();
            await using var registration = cancellationToken.Register(() =>
            {
                cancelled.Writer.TryWrite(Now);
                source.TrySetCanceled();
            });
            await source.Task;
        }));

        await NextAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Engine.Start + Duration.FromMinutes(1), await cancelled.Reader.ReadAsync().AsTask().WaitAsync(Longest));
        await AdvanceUntilAsync(() => _beats.Reader.TryPeek(out _));
        await host.StopAsync();
        await cancelled.Reader.ReadAsync().AsTask().WaitAsync(Longest);
    }

    public void Dispose() => _log.Dispose();

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    private ValueTask Beat(IServiceProvider services, CancellationToken cancellationToken)
    {
        _beats.Writer.TryWrite(Now);
        return ValueTask.CompletedTask;
    }

    private Task<Instant> NextAsync() => _beats.Reader.ReadAsync().AsTask().WaitAsync(Longest);

    /// <summary>Advances to the next beat: its timer was set before the last one was given.</summary>
    private async Task<Instant> NextAfterAsync(TimeSpan period)
    {
        // A beat that has come in has still to return: the next one would find it hanging, and be left out.
        await Task.Delay(100, TestContext.Current.CancellationToken);
        _time.Advance(period);
        return await NextAsync();
    }

    private async Task AdvanceUntilAsync(Func<bool> isDone)
    {
        for (var i = 0; !isDone(); i++)
        {
            Assert.True(i < 2000, "It does not come.");
            _time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(5);
        }
    }

    private async Task<IHost> StartAsync(Action<IncidentResponseBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddSingleton<ILoggerFactory>(_log);
        builder.Services.AddIncidentResponse(incidents =>
        {
            incidents.UsePlaybook(TestPlaybooks.Example).UseStore(_store).UseContactDirectory(new TestDirectory()).AddNotificationChannel("sms", new MemoryChannel());
            configure(incidents);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private sealed class HostsHeartbeat(Channels.ChannelWriter<Instant> beats, TimeProvider time) : IEngineHeartbeat
    {
        public ValueTask BeatAsync(CancellationToken cancellationToken)
        {
            beats.TryWrite(Instant.FromDateTimeOffset(time.GetUtcNow()));
            return ValueTask.CompletedTask;
        }
    }

    private sealed class LogOfIds : ILoggerFactory, ILogger
    {
        private readonly ConcurrentBag<int> _ids = [];

        public bool Has(int id) => _ids.Contains(id);

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _ids.Add(eventId.Id);

        public void Dispose()
        {
        }
    }
}
