using NodaTime;

namespace MediMate.Incidents.Tests.Signals;

public sealed class SignalGroupingTests
{
    private static readonly Playbook Gathering = TestPlaybooks.Example with { GroupBy = "service" };

    [Fact]
    public async Task Signals_that_race_with_one_label_give_one_incident()
    {
        await using var engine = new Engine(Gathering);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => engine.Incidents.SignalAsync(Signal($"K{i}")).AsTask())));

        Assert.Single(outcomes.Select(outcome => outcome.Incident!.Id).Distinct());
        Assert.Equal(50, (await engine.Incidents.FindAsync(outcomes[0].Incident!.Id))!.Keys.Length);
    }

    [Fact]
    public async Task Without_the_setting_each_key_declares()
    {
        await using var engine = new Engine();

        await engine.Incidents.SignalAsync(Signal("K1"));

        Assert.Equal("INC-2", (await engine.Incidents.SignalAsync(Signal("K2"))).Incident!.Reference);
    }

    [Fact]
    public async Task Group_is_forgotten_when_its_time_is_over()
    {
        await using var engine = new Engine(Gathering);
        await engine.Incidents.SignalAsync(Signal("K1"));
        Assert.Single(await engine.Store.ReadSubjectsAsync(SubjectKind.SignalGroup));

        await engine.AdvanceAsync(Duration.FromMinutes(6));

        Assert.Empty(await engine.Store.ReadSubjectsAsync(SubjectKind.SignalGroup));
    }

    [Fact]
    public async Task Resolved_signal_is_not_gathered()
    {
        await using var engine = new Engine(Gathering);
        await engine.Incidents.SignalAsync(Signal("K1"));

        Assert.Null((await engine.Incidents.SignalAsync(Signal("K2") with { IsResolved = true })).Incident);
    }

    [Fact]
    public async Task Key_of_a_duplicate_is_not_gathered_elsewhere_for_ever()
    {
        await using var engine = new Engine(Gathering);
        var ben = Actor.Person("ben");
        var original = await engine.SignalAsync("UI glitch", "K1");
        var duplicate = await engine.SignalAsync("UI glitch", "K2");
        await engine.AcceptAsync(duplicate, new Cancel { By = ben, Reason = "the same", DuplicateOf = original.Id });
        await engine.Incidents.ResolveAsync(original.Id, "ben", "mended", verified: true, UserImpact.None);
        await engine.AdvanceAsync(Duration.FromMinutes(61));
        await engine.Incidents.SignalAsync(Signal("K3"));

        var outcome = await engine.Incidents.SignalAsync(Signal("K2"));

        Assert.True(outcome.IsAccepted);
        Assert.NotNull(outcome.Incident);
    }

    private static Signal Signal(string key) => new() { Summary = "UI glitch", Key = key, Labels = Label.From([new("service", "login")]) };
}
