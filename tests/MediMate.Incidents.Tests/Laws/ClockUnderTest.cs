using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>A resolution clock in an engine, on a random calendar, paused and resumed in turn.</summary>
internal sealed class ClockUnderTest : IAsyncDisposable
{
    private readonly FakeTimeProvider _time;
    private readonly ServiceProvider _services;
    private readonly IIncidentResponse _incidents;
    private IncidentId _id;

    private ClockUnderTest(FakeTimeProvider time, ServiceProvider services, Duration target, IEnumerable<Instant> turns)
    {
        _time = time;
        _services = services;
        _incidents = services.GetRequiredService<IIncidentResponse>();
        Target = target;
        Turns = [.. turns];
    }

    public Duration Target { get; }

    public ImmutableArray<Instant> Turns { get; }

    public bool IsPaused { get; private set; }

    public Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    public static async Task<ClockUnderTest> StartAsync(CalendarCase given, PauseCase pauses)
    {
        // A target of nothing is no clock; one that ends within the pauses is as good as one that does not.
        var target = Duration.Max(given.Target, Duration.FromMinutes(1));
        var example = TestPlaybooks.Example;
        var playbook = example with
        {
            TimeZone = given.Zone,
            Calendars = [given.Definition],
            Clocks =
            [
                new()
                {
                    Name = ClockNames.Resolution,
                    Targets = [.. example.Levels.Select(level => new ClockTarget { Level = level.Name, Within = target, Calendar = given.Definition.Name })],
                },
            ],
        };
        var time = new FakeTimeProvider(given.Start.ToDateTimeOffset());
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddIncidentResponse().UsePlaybook(playbook).AddNotificationChannel("sms", new MemoryChannel());
        var at = given.Start;
        var clock = new ClockUnderTest(time, services.BuildServiceProvider(), target, pauses.Minutes.Select(minutes => at += Duration.FromMinutes(minutes)));
        var declared = await clock._incidents.DeclareAsync(new DeclareIncident { By = Actor.Person("aisyah"), Summary = "slow", Level = "P2", Acknowledge = true });
        clock._id = declared.Incident!.Id;
        return clock;
    }

    public void GoTo(Instant instant) => _time.SetUtcNow(instant.ToDateTimeOffset());

    /// <summary>Pauses the clock, or resumes it. One that has run out is not paused any more.</summary>
    public async Task TurnAsync()
    {
        var by = Actor.Person("aisyah");
        IncidentCommand command = IsPaused
            ? new ResumeClock { By = by, Clock = ClockNames.Resolution }
            : new PauseClock { By = by, Clock = ClockNames.Resolution, Reason = "waiting" };
        if ((await _incidents.ExecuteAsync(_id, command)).IsAccepted)
        {
            IsPaused = !IsPaused;
        }
    }

    public async Task<ClockExplanation> ExplainAsync() =>
        (await _incidents.ExplainAsync(_id))!.Clocks.Single(clock => clock.Clock.Name == ClockNames.Resolution);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
