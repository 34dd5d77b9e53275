using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>An engine in which a random story decides what happens next, down to each step of the outbox.</summary>
internal sealed class World : IAsyncDisposable
{
    private static readonly string[] Summaries = ["Complete app down", "Core feature broken", "Minor feature failure", "UI glitch", "something odd"];
    private static readonly string[] People = ["aisyah", "ben", "chen"];
    private readonly FakeTimeProvider _time = new(Engine.Start.ToDateTimeOffset());
    private readonly List<IncidentId> _ids = [];
    private ServiceProvider _services;
    private IncidentResponse _engine;

    public World()
        : this(new InMemoryIncidentStore())
    {
    }

    public World(IIncidentStore store) => (Store, _services, _engine) = Start(store);

    public CheckingStore Store { get; private set; }

    public Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Gets what goes with the world: the place where its store keeps everything.</summary>
    public IAsyncDisposable? Place { get; init; }

    /// <summary>Gets or sets what is called before a command, with its incident, and may look after it again.</summary>
    public Func<Incident, IncidentCommand, Func<Task<IncidentOutcome>>, Task>? Around { get; set; }

    /// <summary>Gets or sets what is called when sending of a message has begun.</summary>
    public Func<OutboxMessage, Task>? Began { get; set; }

    public async Task<ImmutableArray<Incident>> IncidentsAsync()
    {
        var incidents = new List<Incident>();
        foreach (var id in _ids)
        {
            incidents.Add((await Store.FindAsync(id))!);
        }

        return [.. incidents];
    }

    public static IncidentCommand Command(Incident incident, int first, int second, Instant now, IncidentId? other = null)
    {
        var by = first % 7 == 6 ? Actor.Policy("robot") : Actor.Person(People[first % People.Length]);
        var items = TestPlaybooks.WithRules.Phases.SelectMany(phase => phase.Items).ToArray();
        return (second % 42) switch
        {
            0 => new Acknowledge { By = by },
            1 or 2 => new Acknowledge { By = by, OccurredAt = now - Duration.FromMinutes(first % 40) },
            3 => new ConfirmSeverity { By = by, Level = incident.Severity.Level },
            4 => new DescribeImpact { By = by, Text = "nobody can log in" },
            5 => new VerifyRestoration { By = by, How = "seen" },
            6 => new TellUsers { By = by, Link = "status page" },
            7 => new RuleOutUserImpact { By = by, Reason = "internal tool" },
            8 => new CompleteReview { By = by, Summary = "s", Cause = "c", Improvements = first % 3 == 0 ? [] : ["i"] },
            9 => new SendUpdate { By = by, Audience = first % 2 == 0 ? MessageAudience.External : MessageAudience.Internal, Text = first % 5 == 0 ? "[x]" : "trouble" },
            10 => new AddNote { By = by, Text = first % 5 == 0 ? " " : "note" },
            11 => new SkipItem { By = by, Item = items[first % items.Length].Id, Reason = "no need" },
            12 => new Resolve { By = by, Summary = "mended", IsVerified = first % 3 != 0, UserImpact = UserImpact.None },
            13 => Engine.Command(PhaseTrigger.StepBack, People[first % 3], (IncidentPhase)(first % 6)),
            24 or 25 => new PauseClock { By = by, Clock = first % 5 == 0 ? "response" : "resolution", Reason = first % 9 == 0 ? " " : "waiting for the vendor" },
            26 => new ResumeClock { By = by, Clock = "resolution" },
            27 => new AttachSignal { By = by, Summary = first % 7 == 0 ? " " : "it flickers too", Key = first % 4 == 0 ? null : $"K{first % 5}" },
            28 => new AddEvidence { By = by, Kind = "log", Link = first % 3 == 0 ? null : "https://example.org/1", ContentHash = first % 5 == 0 ? "sha256:00ff" : null },
            29 => new CorrectEntry { By = by, Sequence = first % 20, Text = "it was another" },
            31 or 32 => new ChangeSeverity { By = by, Level = $"P{first % 4}", Reason = "as it looks", Acknowledge = first % 3 == 0 },
            33 => new AcceptSuggestion { By = by },
            34 => new RejectSuggestion { By = by, Reason = first % 9 == 0 ? " " : "a test account" },
            35 => new PauseClock { By = by, Clock = "resolution", Reason = "told late", OccurredAt = now - Duration.FromMinutes(first % 40) },
            36 => new ResumeClock { By = by, Clock = "resolution", OccurredAt = now - Duration.FromMinutes(first % 20) },
            37 => new Snooze { By = by, For = Duration.FromMinutes(first % 90) },
            38 => new Reassign { By = by, To = first % 9 == 0 ? " " : People[second % People.Length] },
            39 or 40 => new EscalateNow { By = by },
            41 => new AddNote { By = by, Text = "still at it" },
            30 => new Cancel { By = by, Reason = "the same trouble", DuplicateOf = other },
            14 => new BeginInvestigation { By = by, WaiveContainment = "nothing to isolate" },
            _ => Forward(incident, by, first, items),
        };
    }

    public async Task RunAsync(IEnumerable<StoryStep> story)
    {
        foreach (var step in story)
        {
            await RunAsync(step);
        }
    }

    public async Task RunAsync(StoryStep step)
    {
        switch (step.Kind)
        {
            case StepKind.Signal:
                var signal = new Signal
                {
                    Summary = Summaries[step.First % Summaries.Length],
                    Key = step.Second % 4 == 0 ? null : $"K{step.Second % 3}",
                    Labels = step.First % 2 == 0 ? [] : [new Label { Name = "service", Value = "login" }],
                    SubKeys = step.First % 3 == 0 ? SubKeys(step) : [],
                    IsTruncated = step.First % 30 == 0,
                };
                if (signal.IsFiring)
                {
                    Remember((await _engine.SignalAsync(signal)).Incident!);
                }

                break;
            case StepKind.Quiet:
                await _engine.SignalAsync(new Signal
                {
                    Summary = "ok",
                    Key = $"K{step.First % 3}",
                    IsResolved = true,
                    SubKeys = step.Second % 2 == 0 ? [.. SubKeys(step).Select(subKey => subKey with { IsResolved = true })] : [],
                });
                break;
            case StepKind.Command when _ids.Count > 0:
                await CommandAsync(step);
                break;
            case StepKind.Advance:
                _time.Advance(TimeSpan.FromSeconds(step.First % 25 == 0 ? step.First * 40 : step.First % 5 == 0 ? step.First * 7 : step.Second % 300));
                break;
            case StepKind.Tick:
                await TickAsync();
                break;
            case StepKind.LookUp:
                await LookUpAsync(step);
                break;
            case StepKind.Begin:
                await BeginAsync(step);
                break;
            case StepKind.Complete:
                await CompleteAsync(step);
                break;
        }
    }

    /// <summary>Ticks until no incident is due.</summary>
    public async Task TickAsync()
    {
        while (await _engine.TickDueAsync(CancellationToken.None) > 0)
        {
        }
    }

    /// <summary>Goes on as another process would: with a new engine, on what the store has kept.</summary>
    public async Task ReopenAsync(IIncidentStore store)
    {
        await _services.DisposeAsync();
        (Store, _services, _engine) = Start(store);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (Place is not null)
        {
            await Place.DisposeAsync();
        }
    }

    private (CheckingStore Store, ServiceProvider Services, IncidentResponse Engine) Start(IIncidentStore kept)
    {
        var store = new CheckingStore(kept);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddIncidentResponse()
            .UsePlaybook(TestPlaybooks.WithRules)
            .UseStore(store)
            .AddEscalationRule(new ThrowingRule())
            .AddNotificationChannel("sms", new MemoryChannel());
        var provider = services.BuildServiceProvider();
        return (store, provider, provider.GetRequiredService<IncidentResponse>());
    }

    /// <summary>The command that most likely moves this incident on, so that stories get far.</summary>
    private static IncidentCommand Forward(Incident incident, Actor by, int first, ChecklistItem[] items)
    {
        var open = TestPlaybooks.WithRules.Phases.FirstOrDefault(phase => phase.Phase == incident.Phase)?.Items
            .FirstOrDefault(item => incident.IsOpen(item) && item.IsRequired);
        if (open is not null && first % 3 != 0)
        {
            return new CompleteItem { By = by, Item = open.Id };
        }

        var trigger = incident.Phase switch
        {
            IncidentPhase.Detected => PhaseTrigger.BeginAssessment,
            IncidentPhase.Assessing => PhaseTrigger.BeginContainment,
            IncidentPhase.Containing => PhaseTrigger.BeginInvestigation,
            IncidentPhase.Investigating => PhaseTrigger.BeginResolution,
            IncidentPhase.Resolving => PhaseTrigger.ConfirmResolution,
            IncidentPhase.Communicating => PhaseTrigger.BeginReview,
            IncidentPhase.Reviewing => PhaseTrigger.Close,
            IncidentPhase.Closed => PhaseTrigger.Reopen,
            _ => PhaseTrigger.Restore,
        };
        return first % 11 == 0 ? Engine.Command((PhaseTrigger)(first % 11)) : first % 13 == 0 ? new Cancel { By = by, Reason = "false alarm" } : Engine.Command(trigger);
    }

    private static ImmutableArray<SignalSubKey> SubKeys(StoryStep step) =>
        [.. Enumerable.Range(0, 1 + (step.Second % 3)).Select(number => new SignalSubKey { Id = $"s{(step.First + number) % 5}", IsResolved = (step.Second + number) % 3 == 0 })];

    private async Task CommandAsync(StoryStep step)
    {
        var incident = (await Store.FindAsync(_ids[step.First % _ids.Count]))!;
        var command = Command(incident, step.First, step.Second, Now, _ids[step.Second % _ids.Count]);
        async Task<IncidentOutcome> ExecuteAsync()
        {
            var outcome = await _engine.ExecuteAsync(incident.Id, command);
            (Accepted, Refused) = outcome.IsAccepted ? (Accepted + 1, Refused) : (Accepted, Refused + 1);
            return outcome;
        }

        if (Around is { } around)
        {
            await around(incident, command, ExecuteAsync);
        }
        else
        {
            await ExecuteAsync();
        }
    }

    private async Task LookUpAsync(StoryStep step)
    {
        if (await PickAsync<OutboxLookUp>(step, OutboxStatus.Waiting) is not { } lookUp)
        {
            return;
        }

        if (lookUp.Withdraws is { } breach)
        {
            var told = Withdrawals.WhoWasTold(breach, await Store.ReadOutboxAsync(lookUp.IncidentId));
            await _engine.ExecuteRowAsync(lookUp.Key, new TellWithdrawal { By = Actor.System, Told = told });
        }
        else
        {
            var answers = lookUp.Targets.Select((target, index) => new TargetAnswer
            {
                Target = target.Asked,
                People = (step.Second + index) % 4 == 0 ? [] : [new Responder { Id = $"p-{target.Asked}", Methods = [new ContactMethod { Channel = "sms" }] }],
            });
            await _engine.ExecuteRowAsync(lookUp.Key, new AnswerLookUp { By = Actor.System, Answers = [.. answers] });
        }
    }

    private async Task BeginAsync(StoryStep step)
    {
        if (await PickAsync<OutboxMessage>(step, OutboxStatus.Waiting) is { } message)
        {
            var decision = await _engine.ExecuteRowAsync(message.Key, new BeginSending { By = Actor.System });
            if (Began is { } began && decision.Changes.Rows.OfType<OutboxMessage>().SingleOrDefault() is { Status: OutboxStatus.Sending } sending)
            {
                await began(sending);
            }
        }
    }

    private async Task CompleteAsync(StoryStep step)
    {
        if (await PickAsync<OutboxMessage>(step, OutboxStatus.Sending) is { } message)
        {
            var result = step.Second % 3 == 0 ? DeliveryResult.Failed("no signal") : DeliveryResult.Delivered();
            await _engine.ExecuteRowAsync(message.Key, new CompleteSending { By = Actor.System, Result = result });
        }
    }

    private async Task<TRow?> PickAsync<TRow>(StoryStep step, OutboxStatus status)
        where TRow : OutboxRow
    {
        var rows = new List<TRow>();
        foreach (var id in _ids)
        {
            rows.AddRange((await Store.ReadOutboxAsync(id)).OfType<TRow>().Where(row => row.Status == status));
        }

        return rows.Count == 0 ? null : rows[step.First % rows.Count];
    }

    private void Remember(Incident incident)
    {
        if (!_ids.Contains(incident.Id))
        {
            _ids.Add(incident.Id);
        }
    }
}
