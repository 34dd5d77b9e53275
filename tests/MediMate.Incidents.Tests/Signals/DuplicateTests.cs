using NodaTime;

namespace MediMate.Incidents.Tests.Signals;

public sealed class DuplicateTests
{
    private static readonly Actor Ben = Actor.Person("ben");

    [Fact]
    public async Task Sub_keys_counts_and_times_move_and_the_fold_gives_the_same()
    {
        await using var engine = new Engine();
        var original = await engine.SignalAsync(key: "K1");
        await engine.AdvanceAsync(Duration.FromMinutes(1));
        var group = new Signal { Summary = "UI glitch", Key = "K2", SubKeys = [new SignalSubKey { Id = "a" }, new SignalSubKey { Id = "b" }] };
        var duplicate = (await engine.Incidents.SignalAsync(group)).Incident!;
        await engine.AdvanceAsync(Duration.FromMinutes(1));

        var cancelled = await engine.AcceptAsync(duplicate, Duplicate(original));

        var received = (await engine.Incidents.FindAsync(original.Id))!;
        var key = received.Keys.Single(key => key.Key == "K2");
        Assert.Equal((2, Engine.Start + Duration.FromMinutes(1)), (key.Count, key.FirstAt));
        Assert.Equal(["a", "b"], key.SubKeys!.Named);
        Assert.Empty(cancelled.Keys);
        Assert.Equal(original.Id, cancelled.DuplicateOf);
        Assert.Equal(SnapshotJson.Write(received), SnapshotJson.Write(Incident.Fold(await engine.TimelineAsync(original))));
        Assert.Equal(SnapshotJson.Write(cancelled), SnapshotJson.Write(Incident.Fold(await engine.TimelineAsync(duplicate))));
    }

    [Fact]
    public async Task Key_that_the_original_had_before_adds_up()
    {
        await using var engine = new Engine();
        var original = await WalkToCommunicatingAsync(engine);
        await engine.AdvanceAsync(Duration.FromMinutes(61));
        var duplicate = await engine.SignalAsync();
        Assert.NotEqual(original.Id, duplicate.Id);
        await engine.SignalAsync();

        await engine.AcceptAsync(duplicate, Duplicate(original));

        Assert.Equal(3, (await engine.Incidents.FindAsync(original.Id))!.Keys.Single().Count);
    }

    [Fact]
    public async Task Signal_on_the_key_of_a_duplicate_links_to_the_original()
    {
        await using var engine = new Engine();
        var original = await WalkToCommunicatingAsync(engine);
        var duplicate = await engine.SignalAsync(key: "K2");
        await engine.AcceptAsync(duplicate, Duplicate(original));
        await engine.AdvanceAsync(Duration.FromMinutes(61));

        Assert.Equal(original.Reference, (await engine.SignalAsync(key: "K2")).LinkedTo);
    }

    [Fact]
    public async Task Two_that_are_merged_into_each_other_at_once_leave_one()
    {
        for (var i = 0; i < 20; i++)
        {
            await using var engine = new Engine();
            var first = await engine.SignalAsync(key: "K1");
            var second = await engine.SignalAsync(key: "K2");

            var outcomes = await Task.WhenAll(
                Task.Run(() => engine.DoAsync(first, Duplicate(second)).AsTask()),
                Task.Run(() => engine.DoAsync(second, Duplicate(first)).AsTask()));

            Assert.Single(outcomes, outcome => outcome.IsAccepted);
            Assert.Equal("MMI2042", Assert.Single(outcomes, outcome => !outcome.IsAccepted).Rejection?.Code);
            Assert.Equal(2, (await engine.SignalAsync(key: "K1")).Keys.Length);
        }
    }

    [Fact]
    public async Task Refused_merge_changes_nothing()
    {
        await using var engine = new Engine();
        var original = await engine.SignalAsync(key: "K1");
        var duplicate = await engine.SignalAsync(key: "K2");
        await engine.AcceptAsync(original, new Cancel { By = Ben, Reason = "false alarm" });
        var before = SnapshotJson.Write((await engine.Incidents.FindAsync(duplicate.Id))!);

        Assert.Equal("MMI2042", (await engine.DoAsync(duplicate, Duplicate(original))).Rejection?.Code);
        Assert.Equal("MMI2002", (await engine.DoAsync(duplicate, Duplicate(original) with { Reason = " " })).Rejection?.Code);

        Assert.Equal(before, SnapshotJson.Write((await engine.Incidents.FindAsync(duplicate.Id))!));
    }

    private static Cancel Duplicate(Incident original) => new() { By = Ben, Reason = "the same", DuplicateOf = original.Id };

    private static async Task<Incident> WalkToCommunicatingAsync(Engine engine)
    {
        var incident = await engine.SignalAsync();
        return await engine.AcceptAsync(
            incident,
            new DescribeImpact { By = Ben, Text = "nobody can log in" },
            new BeginAssessment { By = Ben },
            new BeginInvestigation { By = Ben, WaiveContainment = "nothing to isolate" },
            new BeginResolution { By = Ben },
            new VerifyRestoration { By = Ben, How = "seen" },
            new ConfirmResolution { By = Ben });
    }
}
