using MediMate.Incidents.Tests.Laws;
using NodaTime;

namespace MediMate.Incidents.Tests.Signals;

public sealed class SilenceTests
{
    private static readonly Actor Ben = Actor.Person("ben");

    [Fact]
    public async Task Silenced_signal_says_which_silence_took_it_and_has_no_incident()
    {
        await using var engine = new Engine();
        var silence = await SilenceAsync(engine);

        var outcome = await engine.Incidents.SignalAsync(Signal("K1"));

        Assert.True(outcome.IsAccepted);
        Assert.Null(outcome.Incident);
        Assert.Empty(outcome.Events);
        Assert.Equal(silence.Id, outcome.SilencedBy?.Id);
        Assert.Equal(1, Assert.Single((await OnlyAsync(engine)).Entries).Count);
    }

    [Fact]
    public async Task Names_of_labels_are_compared_ignoring_case_and_values_are_not()
    {
        await using var engine = new Engine();
        await SilenceAsync(engine);

        Assert.Null((await engine.Incidents.SignalAsync(Signal("K1") with { Labels = Label.From([new("SERVICE", "login")]) })).Incident);
        Assert.NotNull((await engine.Incidents.SignalAsync(Signal("K2") with { Labels = Label.From([new("service", "Login")]) })).Incident);
        Assert.NotNull((await engine.Incidents.SignalAsync(Signal("K3") with { Labels = [] })).Incident);
    }

    [Fact]
    public async Task What_declares_at_the_end_has_the_count_the_labels_and_the_beginning_of_what_was_held_back()
    {
        await using var engine = new Engine();
        await SilenceAsync(engine);
        await engine.AdvanceAsync(Duration.FromMinutes(10));
        for (var i = 0; i < 4; i++)
        {
            await engine.Incidents.SignalAsync(Signal("K1"));
        }

        await engine.AdvanceAsync(Duration.FromHours(1));

        var incident = (await engine.Incidents.FindByReferenceAsync("INC-1"))!;
        Assert.Equal(4, incident.Keys.Single().Count);
        Assert.Equal("login", incident.Labels.Single().Value);
        Assert.Equal(Engine.Start + Duration.FromMinutes(10), incident.OccurredAt);
        Assert.Equal(Engine.Start + Duration.FromHours(1), incident.DeclaredAt);
        var silence = await OnlyAsync(engine);
        Assert.Equal("INC-1", silence.Entries.Single().ReleasedTo);
        Assert.Equal(Engine.Start + Duration.FromHours(1), silence.OverAt);
        Assert.Null(silence.NextDueAt);
    }

    [Fact]
    public async Task Sub_keys_count_once_and_the_entry_is_quiet_when_each_is_resolved()
    {
        await using var engine = new Engine();
        await SilenceAsync(engine);
        await engine.Incidents.SignalAsync(Group(["a", "b"]));
        await engine.Incidents.SignalAsync(Group(["a", "b"]));
        await engine.Incidents.SignalAsync(Group([], ["a"]));

        var entry = (await OnlyAsync(engine)).Entries.Single();
        Assert.Equal((2, false), (entry.Count, entry.IsQuiet));
        Assert.Equal(["b"], entry.SubKeys!.Named);

        await engine.Incidents.SignalAsync(Group([], ["b"]));
        Assert.True((await OnlyAsync(engine)).Entries.Single().IsQuiet);
        await engine.AdvanceAsync(Duration.FromHours(2));
        Assert.Null(await engine.Incidents.FindByReferenceAsync("INC-1"));
    }

    [Fact]
    public async Task Group_that_still_fires_at_the_end_declares_with_its_sub_keys()
    {
        await using var engine = new Engine();
        await SilenceAsync(engine);
        await engine.Incidents.SignalAsync(Group(["a", "b"]));

        await engine.AdvanceAsync(Duration.FromHours(1));

        Assert.Equal(["a", "b"], (await engine.Incidents.FindByReferenceAsync("INC-1"))!.Keys.Single().SubKeys!.Named);
    }

    [Fact]
    public async Task Signals_beyond_the_bound_are_not_silenced()
    {
        await using var engine = new Engine();
        await SilenceAsync(engine);
        for (var i = 0; i < Silence.MostEntries + 3; i++)
        {
            await engine.Incidents.SignalAsync(Signal($"K{i}"));
        }

        Assert.Equal(Silence.MostEntries, (await OnlyAsync(engine)).Entries.Length);
        Assert.NotNull(await engine.Incidents.FindByReferenceAsync("INC-3"));
        Assert.Null(await engine.Incidents.FindByReferenceAsync("INC-4"));

        // One that it holds already is counted there still.
        Assert.Null((await engine.Incidents.SignalAsync(Signal("K0"))).Incident);
    }

    [Fact]
    public async Task Many_entries_are_let_go_a_few_at_a_time_so_that_the_tick_is_not_held()
    {
        await using var engine = new Engine();
        await SilenceAsync(engine);
        for (var i = 0; i < 100; i++)
        {
            await engine.Incidents.SignalAsync(Signal($"K{i}"));
        }

        engine.Time.Advance(TimeSpan.FromHours(1));
        await ((IncidentResponse)engine.Incidents).TickDueAsync(CancellationToken.None);
        var left = (await OnlyAsync(engine)).Entries.Count(entry => entry.IsFiring);
        Assert.InRange(left, 50, 99);

        await engine.Incidents.RunDueAsync();
        Assert.NotNull((await OnlyAsync(engine)).OverAt);
        Assert.NotNull(await engine.Incidents.FindByReferenceAsync("INC-100"));
        Assert.Null(await engine.Incidents.FindByReferenceAsync("INC-101"));
    }

    [Fact]
    public async Task Crash_between_two_entries_declares_none_twice_and_none_never()
    {
        var store = new CheckingStore();
        await using var engine = new Engine(configure: incidents => incidents.UseStore(store));
        await SilenceAsync(engine);
        for (var i = 0; i < 40; i++)
        {
            await engine.Incidents.SignalAsync(Signal($"K{i}"));
        }

        var calls = 0;
        store.Fault = request => request.Key is not null && ++calls % 3 == 0 ? new IncidentStoreException("away") { IsTransient = true } : null;
        await engine.AdvanceAsync(Duration.FromHours(6));
        store.Fault = null;
        await engine.AdvanceAsync(Duration.FromHours(2));

        var silence = await OnlyAsync(engine);
        Assert.NotNull(silence.OverAt);
        Assert.Equal(40, silence.Entries.Select(entry => entry.ReleasedTo).Distinct().Count(reference => reference is not null));
        Assert.Null(await engine.Incidents.FindByReferenceAsync("INC-41"));
    }

    [Fact]
    public async Task Of_two_silences_that_match_the_one_that_ends_last_takes_the_signal()
    {
        await using var engine = new Engine();
        await SilenceAsync(engine);
        await SilenceAsync(engine, until: Duration.FromHours(2));
        await engine.Incidents.SignalAsync(Signal("K1"));

        await engine.AdvanceAsync(Duration.FromMinutes(90));
        Assert.Null(await engine.Incidents.FindByReferenceAsync("INC-1"));
        await engine.AdvanceAsync(Duration.FromMinutes(30));

        Assert.NotNull(await engine.Incidents.FindByReferenceAsync("INC-1"));
        Assert.Null(await engine.Incidents.FindByReferenceAsync("INC-2"));
    }

    [Fact]
    public async Task What_one_silence_lets_go_another_takes_with_its_count()
    {
        await using var engine = new Engine();
        await SilenceAsync(engine);
        await engine.Incidents.SignalAsync(Signal("K1"));
        await engine.Incidents.SignalAsync(Signal("K1"));
        await engine.AdvanceAsync(Duration.FromMinutes(30));
        await SilenceAsync(engine, until: Duration.FromHours(2));

        await engine.AdvanceAsync(Duration.FromMinutes(40));
        Assert.Null(await engine.Incidents.FindByReferenceAsync("INC-1"));
        await engine.AdvanceAsync(Duration.FromHours(2));

        Assert.Equal(2, (await engine.Incidents.FindByReferenceAsync("INC-1"))!.Keys.Single().Count);
    }

    [Fact]
    public async Task What_an_incident_counted_during_the_silence_is_not_counted_again_at_its_end()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync("UI glitch");
        await SilenceAsync(engine);
        await engine.Incidents.SignalAsync(Signal("K1"));
        await engine.Incidents.SignalAsync(Signal("K1"));

        await engine.AdvanceAsync(Duration.FromHours(2));

        Assert.Equal(3, (await engine.Incidents.FindAsync(incident.Id))!.Keys.Single().Count);
        Assert.Equal(incident.Reference, (await OnlyAsync(engine)).Entries.Single().ReleasedTo);
    }

    [Fact]
    public async Task What_was_held_back_joins_an_incident_that_declared_on_the_key_after_the_end()
    {
        var store = new CheckingStore();
        await using var engine = new Engine(configure: incidents => incidents.UseStore(store));
        await SilenceAsync(engine);
        await engine.Incidents.SignalAsync(Signal("K1"));
        await engine.Incidents.SignalAsync(Signal("K1"));
        engine.Time.Advance(TimeSpan.FromHours(1));

        // The window is over, and nobody has looked yet.
        var incident = (await engine.Incidents.SignalAsync(Signal("K1"))).Incident!;
        await engine.Incidents.RunDueAsync();

        Assert.Equal(3, (await engine.Incidents.FindAsync(incident.Id))!.Keys.Single().Count);
        Assert.Null(await engine.Incidents.FindByReferenceAsync("INC-2"));
        Assert.NotNull((await OnlyAsync(engine)).OverAt);
    }

    [Fact]
    public async Task Silence_that_is_over_is_kept_for_ninety_days()
    {
        await using var engine = new Engine();
        await SilenceAsync(engine);
        await engine.AdvanceAsync(Duration.FromDays(90));
        await SilenceAsync(engine);
        Assert.Equal(2, (await engine.Incidents.ListSilencesAsync()).Length);

        await engine.AdvanceAsync(Duration.FromHours(2));
        await SilenceAsync(engine);

        Assert.Equal(2, (await engine.Incidents.ListSilencesAsync()).Length);
    }

    [Fact]
    public async Task Hundred_silences_are_enough()
    {
        await using var engine = new Engine();
        for (var i = 0; i < SilenceDeciding.MostOpen; i++)
        {
            await SilenceAsync(engine);
        }

        var refused = await engine.Incidents.SilenceAsync(Wanted(engine));
        Assert.Equal("MMI2045", refused.Rejection?.Code);
        Assert.Null(refused.Silence);

        await engine.Incidents.EndSilenceAsync((await engine.Incidents.ListSilencesAsync())[0].Id, Ben);
        Assert.True((await engine.Incidents.SilenceAsync(Wanted(engine))).IsAccepted);
    }

    [Fact]
    public async Task Unknown_silence_is_refused()
    {
        await using var engine = new Engine();

        Assert.Equal("MMI2043", (await engine.Incidents.EndSilenceAsync(Guid.CreateVersion7(Engine.Start.ToDateTimeOffset()), Ben)).Rejection?.Code);
    }

    [Fact]
    public async Task Window_that_is_cancelled_before_it_begins_never_silences()
    {
        await using var engine = new Engine();
        var silence = (await engine.Incidents.SilenceAsync(Wanted(engine) with { From = engine.Now + Duration.FromMinutes(30) })).Silence!;
        Assert.False(silence.IsStarted);

        await engine.Incidents.EndSilenceAsync(silence.Id, Ben);
        await engine.AdvanceAsync(Duration.FromMinutes(45));

        Assert.NotNull((await engine.Incidents.SignalAsync(Signal("K1"))).Incident);
        Assert.Equal(Engine.Start, (await OnlyAsync(engine)).OverAt);
    }

    [Fact]
    public async Task Observers_see_silences()
    {
        await using var engine = new Engine();
        var silence = await SilenceAsync(engine);
        await engine.Incidents.EndSilenceAsync(silence.Id, Ben);

        Assert.Equal(["SilenceStarted", "SilenceEnded"], engine.Commits.SelectMany(commit => commit.Notices).Select(notice => notice.GetType().Name));
        Assert.All(engine.Commits, commit => Assert.Equal("ben", commit.By.Id));
    }

    [Fact]
    public async Task Signals_from_many_threads_are_all_counted_by_their_silence()
    {
        await using var engine = new Engine();
        await SilenceAsync(engine);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => engine.Incidents.SignalAsync(Signal($"K{i % 10}")).AsTask())));

        Assert.Equal(200, (await OnlyAsync(engine)).Entries.Sum(entry => entry.Count));
        Assert.Equal(10, (await OnlyAsync(engine)).Entries.Length);
    }

    private static Signal Signal(string? key) => new() { Summary = "UI glitch", Key = key, Labels = Label.From([new("service", "login")]) };

    private static Signal Group(string[] firing, string[]? resolved = null) => Signal("K1") with
    {
        IsResolved = firing.Length == 0,
        SubKeys = [.. firing.Select(id => new SignalSubKey { Id = id }), .. (resolved ?? []).Select(id => new SignalSubKey { Id = id, IsResolved = true })],
    };

    private static StartSilence Wanted(Engine engine, Duration? until = null) => new()
    {
        By = Ben,
        Match = Label.From([new("service", "login")]),
        Until = engine.Now + (until ?? Duration.FromHours(1)),
        Reason = "the database moves",
    };

    private static async Task<Silence> SilenceAsync(Engine engine, Duration? until = null)
    {
        var outcome = await engine.Incidents.SilenceAsync(Wanted(engine, until));
        Assert.True(outcome.IsAccepted, outcome.Rejection?.ToString());
        return outcome.Silence!;
    }

    private static async Task<Silence> OnlyAsync(Engine engine) => Assert.Single(await engine.Incidents.ListSilencesAsync());
}
