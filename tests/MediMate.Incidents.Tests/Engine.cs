using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents.Tests;

/// <summary>An engine on virtual time, as a host without hosted services would run it: stepped from deadline to deadline.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Recorder _recorder = new();

    public Engine(Playbook? playbook = null, Action<IncidentResponseBuilder>? configure = null)
    {
        Time = new FakeTimeProvider(Start.ToDateTimeOffset());
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(new HostCalls(inPlace: true));
        var builder = services.AddIncidentResponse()
            .UsePlaybook(playbook ?? TestPlaybooks.Example)
            .AddNotificationChannel("sms", Sms)
            .UseContactDirectory(Directory)
            .AddObserver(_recorder);
        configure?.Invoke(builder);
        _services = services.BuildServiceProvider();
        Incidents = _services.GetRequiredService<IIncidentResponse>();
        Store = _services.GetRequiredService<IIncidentStore>();
        Dispatcher = _services.GetRequiredService<OutboxDispatcher>();
        Keys = _services.GetRequiredService<AcknowledgementKeys>();
        Sms.Clock = () => Now;
    }

    /// <summary>Gets Monday 2026-03-02 10:00 in Kuala Lumpur.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2026, 3, 2, 2, 0);

    public FakeTimeProvider Time { get; }

    public IIncidentResponse Incidents { get; }

    public IIncidentStore Store { get; }

    public OutboxDispatcher Dispatcher { get; }

    public AcknowledgementKeys Keys { get; }

    public TestChannel Sms { get; } = new();

    public TestDirectory Directory { get; } = new();

    public IReadOnlyList<IncidentCommit> Commits => _recorder.Commits;

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    public static IncidentCommand Command(PhaseTrigger trigger, string by = "aisyah", IncidentPhase stepBackTo = IncidentPhase.Assessing)
    {
        var actor = Actor.Person(by);
        return trigger switch
        {
            PhaseTrigger.BeginAssessment => new BeginAssessment { By = actor },
            PhaseTrigger.BeginContainment => new BeginContainment { By = actor },
            PhaseTrigger.BeginInvestigation => new BeginInvestigation { By = actor },
            PhaseTrigger.BeginResolution => new BeginResolution { By = actor },
            PhaseTrigger.ConfirmResolution => new ConfirmResolution { By = actor },
            PhaseTrigger.BeginReview => new BeginReview { By = actor },
            PhaseTrigger.Close => new Close { By = actor },
            PhaseTrigger.StepBack => new StepBack { By = actor, To = stepBackTo, Reason = "wrong way" },
            PhaseTrigger.Reopen => new Reopen { By = actor, Reason = "it is back" },
            PhaseTrigger.Restore => new Restore { By = actor, Reason = "it was real" },
            PhaseTrigger.Cancel => new Cancel { By = actor, Reason = "false alarm" },
            _ => throw new ArgumentOutOfRangeException(nameof(trigger)),
        };
    }

    /// <summary>Lets a signal declare, and runs what is due at once.</summary>
    public async Task<Incident> SignalAsync(string summary = "Complete app down", string? key = "K1")
    {
        var outcome = await Incidents.SignalAsync(new Signal { Summary = summary, Key = key });
        Assert.Null(outcome.Rejection);
        await Incidents.RunDueAsync();
        return outcome.Incident!;
    }

    public ValueTask<IncidentOutcome> DoAsync(Incident incident, IncidentCommand command) => Incidents.ExecuteAsync(incident.Id, command);

    /// <summary>Gives commands that must all be accepted.</summary>
    public async Task<Incident> AcceptAsync(Incident incident, params IncidentCommand[] commands)
    {
        var current = incident;
        foreach (var command in commands)
        {
            var outcome = await DoAsync(incident, command);
            Assert.True(outcome.IsAccepted, outcome.Rejection?.ToString());
            current = outcome.Incident!;
        }

        return current;
    }

    /// <summary>Goes on from deadline to deadline, as time itself would.</summary>
    public async Task AdvanceToAsync(Instant until)
    {
        await Incidents.RunDueAsync();
        while (await Incidents.NextDueAsync() is { } due && due <= until)
        {
            if (due > Now)
            {
                Time.SetUtcNow(due.ToDateTimeOffset());
            }

            await Incidents.RunDueAsync();
        }

        if (until > Now)
        {
            Time.SetUtcNow(until.ToDateTimeOffset());
        }
    }

    public Task AdvanceAsync(Duration by) => AdvanceToAsync(Now + by);

    public Task<ImmutableArray<IncidentEvent>> TimelineAsync(Incident incident) => Incidents.ReadTimelineAsync(incident.Id).AsTask();

    /// <summary>Reads an incident's timeline as lines: minutes from the start, and the event's name.</summary>
    public async Task<string[]> StoryAsync(Incident incident) =>
        [.. (await TimelineAsync(incident)).Select(happened => $"{Minutes(happened.RecordedAt)} {EventJson.NameOf(happened)}")];

    /// <summary>Tells whom pages and notes reached: minutes from the start, kind, person.</summary>
    public string[] Sent() => [.. Sms.Messages.Select(entry => $"{Minutes(entry.At)} {entry.Message.Kind} {entry.Message.To}")];

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static string Minutes(Instant instant) => DurationPattern.CreateWithInvariantCulture("-M:ss").Format(instant - Start);

    private sealed class Recorder : IIncidentObserver
    {
        public List<IncidentCommit> Commits { get; } = [];

        public void OnCommitted(IncidentCommit commit) => Commits.Add(commit);
    }
}
