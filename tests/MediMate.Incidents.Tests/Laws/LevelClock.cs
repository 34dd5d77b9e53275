using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>A clock in an engine whose level changes: P2 counts the hours of a random calendar, P3 has another target and, where asked, counts all hours.</summary>
internal sealed class LevelClock : IAsyncDisposable
{
    private static readonly Actor Aisyah = Actor.Person("aisyah");
    private readonly FakeTimeProvider _time;
    private readonly ServiceProvider _services;
    private readonly IIncidentResponse _incidents;
    private readonly string _clock;
    private IncidentId _id;

    private LevelClock(FakeTimeProvider time, ServiceProvider services, string clock)
    {
        _time = time;
        _services = services;
        _incidents = services.GetRequiredService<IIncidentResponse>();
        _clock = clock;
    }

    public static async Task<LevelClock> StartAsync(CalendarCase given, Duration target, Duration other, string clock, bool isOtherAlways = false)
    {
        var example = TestPlaybooks.Example;
        var playbook = example with
        {
            TimeZone = given.Zone,
            Calendars = [given.Definition],
            Clocks =
            [
                new()
                {
                    Name = clock,
                    IsPausable = true,
                    Targets =
                    [
                        .. example.Levels.Select(level => new ClockTarget
                        {
                            Level = level.Name,
                            Within = level.Name == "P3" ? other : target,
                            Calendar = level.Name == "P3" && isOtherAlways ? CalendarNames.Always : given.Definition.Name,
                        }),
                    ],
                },
            ],
        };
        var time = new FakeTimeProvider(given.Start.ToDateTimeOffset());
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddIncidentResponse().UsePlaybook(playbook).AddNotificationChannel("sms", new MemoryChannel());
        var started = new LevelClock(time, services.BuildServiceProvider(), clock);
        var declaration = new DeclareIncident { By = Aisyah, Summary = "slow", Level = "P2", Acknowledge = clock != ClockNames.Response };
        started._id = (await started._incidents.DeclareAsync(declaration)).Incident!.Id;
        return started;
    }

    public void GoTo(Instant instant) => _time.SetUtcNow(instant.ToDateTimeOffset());

    public async Task TickAsync() => await _incidents.RunDueAsync();

    public async Task<bool> ChangeLevelAsync(string level) => await DoAsync(new ChangeSeverity { By = Aisyah, Level = level });

    public async Task<bool> PauseAsync(Instant? told = null) => await DoAsync(new PauseClock { By = Aisyah, Clock = _clock, Reason = "waiting", OccurredAt = told });

    public async Task<bool> ResumeAsync(Instant? told = null) => await DoAsync(new ResumeClock { By = Aisyah, Clock = _clock, OccurredAt = told });

    public async Task<bool> AcknowledgeAsync(Instant? told = null) => await DoAsync(new Acknowledge { By = Aisyah, OccurredAt = told });

    public async Task<ClockExplanation> ExplainAsync() => (await _incidents.ExplainAsync(_id))!.Clocks.Single(clock => clock.Clock.Name == _clock);

    public async Task<ClockState> StateAsync() => (await _incidents.FindAsync(_id))!.Clocks.Single(clock => clock.Name == _clock);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<bool> DoAsync(IncidentCommand command) => (await _incidents.ExecuteAsync(_id, command)).IsAccepted;
}
