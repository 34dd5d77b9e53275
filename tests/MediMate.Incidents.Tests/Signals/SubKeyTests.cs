using NodaTime;

namespace MediMate.Incidents.Tests.Signals;

public sealed class SubKeyTests
{
    [Fact]
    public async Task Group_counts_each_sub_key_that_begins_to_fire()
    {
        await using var engine = new Engine();

        Assert.Equal(2, (await GroupAsync(engine, ["a", "b"])).Keys.Single().Count);
        Assert.Equal(3, (await GroupAsync(engine, ["b", "c"])).Keys.Single().Count);
        var key = (await GroupAsync(engine, ["c"], resolved: ["a"])).Keys.Single();

        Assert.Equal(3, key.Count);
        Assert.Equal(["b", "c"], key.SubKeys!.Named);
    }

    [Fact]
    public async Task Same_group_twice_changes_nothing_but_when_it_last_came()
    {
        await using var engine = new Engine();
        var first = await GroupAsync(engine, ["a", "b"]);
        await engine.AdvanceAsync(Duration.FromMinutes(1));

        var second = await GroupAsync(engine, ["a", "b"]);

        var (before, after) = (first.Keys.Single(), second.Keys.Single());
        Assert.Equal((2, engine.Now), (after.Count, after.LastAt));
        Assert.Equal(before.FirstAt, after.FirstAt);
        Assert.Equal(before.SubKeys!.Named, after.SubKeys!.Named);
    }

    [Fact]
    public async Task Sub_key_that_is_listed_twice_fires_if_either_says_so()
    {
        await using var engine = new Engine();

        var key = (await GroupAsync(engine, ["a", "a"], resolved: ["a"])).Keys.Single();

        Assert.Equal(1, key.Count);
        Assert.Equal(["a"], key.SubKeys!.Named);
    }

    [Fact]
    public async Task Group_of_thousands_is_bounded_counted_truly_and_never_called_quiet_by_its_parts()
    {
        await using var engine = new Engine();
        string[] all = [.. Enumerable.Range(0, 5000).Select(number => $"alert-{number}")];

        var first = (await GroupAsync(engine, all)).Keys.Single();
        var again = (await GroupAsync(engine, all)).Keys.Single();
        var over = (await GroupAsync(engine, [], resolved: all)).Keys.Single();

        Assert.Equal((5000, FiringSubKeys.MostNamed, 4900), (first.Count, first.SubKeys!.Named.Length, first.SubKeys.Unnamed));
        Assert.Equal((5000, 4900), (again.Count, again.SubKeys!.Unnamed));
        Assert.False(over.IsQuiet);
        Assert.Empty(over.SubKeys!.Named);

        var outcome = await engine.Incidents.SignalAsync(new Signal { Summary = "ok", Key = "K1", IsResolved = true });
        Assert.True(outcome.Incident!.IsQuiet);
    }

    [Fact]
    public async Task Group_that_grows_beyond_the_bound_counts_on()
    {
        await using var engine = new Engine();
        await GroupAsync(engine, [.. Enumerable.Range(0, 90).Select(number => $"alert-{number}")]);

        var key = (await GroupAsync(engine, [.. Enumerable.Range(0, 130).Select(number => $"alert-{number}")])).Keys.Single();

        Assert.Equal((130, 100, 30), (key.Count, key.SubKeys!.Named.Length, key.SubKeys.Unnamed));
    }

    [Fact]
    public async Task Group_all_of_which_is_over_declares_nothing()
    {
        await using var engine = new Engine();

        var outcome = await engine.Incidents.SignalAsync(Group([], ["a"]) with { IsResolved = false });

        Assert.True(outcome.IsAccepted);
        Assert.Null(outcome.Incident);
    }

    [Fact]
    public async Task Sub_key_without_an_id_is_refused_with_everything_else_that_is_wrong()
    {
        await using var engine = new Engine();

        var outcome = await engine.Incidents.SignalAsync(Group([" "]) with { Summary = string.Empty });

        Assert.Equal("MMI2002", outcome.Rejection?.Code);
        Assert.Equal(2, outcome.Rejection!.Reasons.Length);
    }

    [Fact]
    public void Event_without_sub_keys_as_an_older_version_wrote_it_is_read()
    {
        var observed = Assert.IsType<SignalsObserved>(EventJson.Read("SignalsObserved", 1, """{"key":"K1","observed":1,"total":2,"sequence":7}"""u8));

        Assert.Null(observed.SubKeys);
    }

    private static Signal Group(string[] firing, string[]? resolved = null) => new()
    {
        Summary = "UI glitch",
        Key = "K1",
        IsResolved = firing.Length == 0,
        SubKeys =
        [
            .. firing.Select(id => new SignalSubKey { Id = id }),
            .. (resolved ?? []).Select(id => new SignalSubKey { Id = id, IsResolved = true }),
        ],
    };

    private static async Task<Incident> GroupAsync(Engine engine, string[] firing, string[]? resolved = null)
    {
        var outcome = await engine.Incidents.SignalAsync(Group(firing, resolved));
        Assert.Null(outcome.Rejection);
        return outcome.Incident!;
    }
}
