namespace MediMate.Incidents.Tests.Signals;

/// <summary>Signals that wait behind a commit on their key: what is gathered, what is not, and what becomes of a failure.</summary>
public sealed class SignalCoalescerTests
{
    private readonly List<Commit> _commits = [];
    private readonly Incident _holder = HolderOf("K1");
    private readonly SignalCoalescer _coalescer;

    public SignalCoalescerTests() => _coalescer = new SignalCoalescer((signal, count, _) =>
    {
        var commit = new Commit(signal, count);
        lock (_commits)
        {
            _commits.Add(commit);
        }

        return new ValueTask<IncidentOutcome>(commit.Task);
    });

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signals_that_may_declare_wait_for_none_but_their_equals()
    {
        var first = TakeAsync("down");
        var equal = TakeAsync("down");
        var taken = Enumerable.Range(0, 5).Select(i => TakeAsync($"down {i}")).Append(first).ToList();

        Assert.Equal(6, _commits.Count);
        Assert.False(equal.IsCompleted);
        _commits.ForEach(commit => commit.Find(_holder));
        await Task.WhenAll(taken);
        (await CommitAsync(6)).Find(_holder);
        await equal;
        await IdleAsync();
    }

    [Fact]
    public async Task Equal_signals_that_wait_behind_a_commit_are_one_commit_with_their_count()
    {
        var lead = await LeadAsync();
        var waiting = Enumerable.Range(0, 1000).Select(_ => TakeAsync("down")).ToList();
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        Assert.Equal(3, _commits.Count);

        lead.Find(_holder);
        var next = await CommitAsync(3);

        Assert.Equal((1000L, "down"), (next.Count, next.Signal.Summary));
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        next.Find(_holder);
        var decisions = await Task.WhenAll(waiting);
        Assert.All(decisions, decision => Assert.Same(decisions[0], decision));
        await IdleAsync();
    }

    [Fact]
    public async Task Signal_that_differs_is_decided_on_by_itself_and_the_order_stays()
    {
        var lead = await LeadAsync();
        var labels = Label.From([new("service", "login")]);
        Signal[] signals =
        [
            Signal("down"),
            Signal("down"),
            Signal("down") with { Labels = labels },
            Signal("down") with { Labels = Label.From([new("service", "login")]) },
            Signal("data breach"),
            Signal("down"),
            Signal("down") with { Source = SignalSource.User },
            Signal("down") with { IsResolved = true },
            Signal("down") with { IsResolved = true },
            Signal("down") with { SubKeys = [new SignalSubKey { Id = "a" }] },
            Signal("down") with { SubKeys = [new SignalSubKey { Id = "a" }] },
        ];

        var waiting = signals.Select(signal => _coalescer.TakeAsync(signal, Cancelled).AsTask()).ToList();
        lead.Find(_holder);
        for (var i = 3; i < 12; i++)
        {
            (await CommitAsync(i)).Find(_holder);
        }

        await Task.WhenAll(waiting);
        Assert.Equal([2, 2, 1, 1, 1, 1, 1, 1, 1], _commits.Skip(3).Select(commit => commit.Count));
        Assert.Equal([signals[0], signals[2], .. signals[4..]], _commits.Skip(3).Select(commit => commit.Signal));
        await IdleAsync();
    }

    [Fact]
    public async Task Commit_that_fails_fails_those_who_wait_for_it_and_nobody_else()
    {
        var lead = await LeadAsync();
        var first = Enumerable.Range(0, 3).Select(_ => TakeAsync("down")).ToList();
        var second = TakeAsync("data breach");
        lead.Find(_holder);

        (await CommitAsync(3)).SetException(new IncidentStoreException("MMI3006: away"));
        (await CommitAsync(4)).Find(_holder);

        foreach (var task in first)
        {
            Assert.StartsWith("MMI3006", (await Assert.ThrowsAsync<IncidentStoreException>(() => task)).Message, StringComparison.Ordinal);
        }

        Assert.Null((await second).Rejection);
        await IdleAsync();
    }

    [Fact]
    public async Task Lead_that_fails_leaves_what_waits_behind_it_to_be_tried()
    {
        var lead = await LeadAsync();
        var waiting = TakeAsync("down");

        lead.SetException(new IncidentStoreException("MMI3006: away"));
        (await CommitAsync(3)).Find(_holder);

        Assert.Null((await waiting).Rejection);
        await IdleAsync();
    }

    [Fact]
    public async Task Caller_that_gives_up_abandons_its_wait_and_nothing_else()
    {
        var lead = await LeadAsync();
        using var source = new CancellationTokenSource();
        var stays = TakeAsync("down");
        var goes = _coalescer.TakeAsync(Signal("down"), source.Token).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => goes);
        lead.Find(_holder);
        var next = await CommitAsync(3);
        Assert.Equal(2, next.Count);
        next.Find(_holder);
        await stays;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _coalescer.TakeAsync(Signal("down"), source.Token).AsTask());
        await IdleAsync();
    }

    [Fact]
    public async Task Signals_on_other_keys_without_one_or_with_a_receipt_of_their_own_wait_for_nobody()
    {
        var lead = await LeadAsync();

        var other = _coalescer.TakeAsync(Signal("down") with { Key = "K2" }, Cancelled).AsTask();
        var keyless = _coalescer.TakeAsync(Signal("down") with { Key = null }, Cancelled).AsTask();
        var own = _coalescer.TakeAsync(Signal("down") with { IdempotencyKey = "i" }, Cancelled).AsTask();

        Assert.Equal(6, _commits.Count);
        _commits.ForEach(commit => commit.TryFind(_holder));
        await Task.WhenAll(other, keyless, own);
        await lead.Task;
        await IdleAsync();
    }

    [Fact]
    public async Task Lane_that_is_full_holds_nobody_back()
    {
        var lead = await LeadAsync();
        var waiting = Enumerable.Range(0, SignalCoalescer.MostWaiting).Select(i => TakeAsync($"down {i}")).ToList();
        Assert.Equal(3, _commits.Count);

        var beyond = TakeAsync("one more");

        Assert.Equal(4, _commits.Count);
        _commits[3].Find(_holder);
        await beyond;
        lead.Find(_holder);
        for (var i = 0; i < SignalCoalescer.MostWaiting; i++)
        {
            (await CommitAsync(4 + i)).Find(_holder);
        }

        await Task.WhenAll(waiting);
        await IdleAsync();
    }

    [Fact]
    public async Task Signals_wait_no_longer_once_nobody_holds_the_key()
    {
        var lead = await LeadAsync();
        var waiting = TakeAsync("down");

        lead.Find(incident: null);
        var next = await CommitAsync(3);
        var direct = TakeAsync("down again");

        Assert.Equal(5, _commits.Count);
        next.Find(_holder);
        _commits[4].Find(_holder);
        await Task.WhenAll(waiting, direct);
        await IdleAsync();
    }

    private static Signal Signal(string summary) => new() { Key = "K1", Summary = summary };

    private static Incident HolderOf(string key)
    {
        var at = Engine.Start;
        return Incident.Fold(
        [
            new IncidentDeclared
            {
                IncidentId = new IncidentId(new Guid("019c0000-0000-7000-8000-000000000001")),
                Reference = "INC-1",
                Summary = "down",
                Key = key,
                Source = SignalSource.Monitoring,
                Lifecycle = Incidents.Lifecycle.Short,
                Severity = new SeverityAssessment { Level = "P2", DecidedBy = Actor.System, Reason = "default", IsConfirmed = false },
                PlaybookHash = "hash",
                Sequence = 1,
                OccurredAt = at,
                RecordedAt = at,
                Actor = Actor.System,
            },
        ]);
    }

    private Task<IncidentOutcome> TakeAsync(string summary) => _coalescer.TakeAsync(Signal(summary), Cancelled).AsTask();

    /// <summary>Lets a commit lead: two come at once, the first finds the holder, and the third goes while the second is on its way.</summary>
    private async Task<Commit> LeadAsync()
    {
        var first = TakeAsync("down");
        var second = TakeAsync("down elsewhere");
        _commits[0].Find(_holder);
        await first;
        _ = TakeAsync("down");
        var lead = await CommitAsync(2);
        _commits[1].Find(_holder);
        await second;
        return lead;
    }

    private async Task<Commit> CommitAsync(int number)
    {
        while (true)
        {
            lock (_commits)
            {
                if (_commits.Count > number)
                {
                    return _commits[number];
                }
            }

            await Task.Yield();
        }
    }

    /// <summary>Nothing is kept of what is over.</summary>
    private async Task IdleAsync()
    {
        while (_coalescer.Lanes > 0)
        {
            Cancelled.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class Commit(Signal signal, long count) : TaskCompletionSource<IncidentOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public Signal Signal => signal;

        public long Count => count;

        public void Find(Incident? incident) => SetResult(Decided(incident));

        public void TryFind(Incident? incident) => TrySetResult(Decided(incident));

        private static IncidentOutcome Decided(Incident? incident) => incident is null
            ? new IncidentOutcome { Events = [], Rejection = new Rejection { Code = "MMI2002", Message = "none" } }
            : new IncidentOutcome { Incident = incident, Events = [] };
    }
}
