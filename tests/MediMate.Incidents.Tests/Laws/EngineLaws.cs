using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>What holds whatever happens in whatever order. FsCheck prints the seed of a failure by itself.</summary>
public sealed class EngineLaws
{
    private const int Stories = 150;

    [Property(MaxTest = Stories, EndSize = 120, Arbitrary = [typeof(Laws.Stories)])]
    public async Task Same_input_gives_the_same_decision(StoryStep[] story)
    {
        await using var world = new World();

        // The store asks for every decision twice and compares.
        await world.RunAsync(story);
    }

    [Property(MaxTest = Stories, EndSize = 120, Arbitrary = [typeof(Laws.Stories)])]
    public async Task Events_and_snapshot_read_back_and_folded_are_the_same_bytes(StoryStep[] story)
    {
        await using var world = new World();
        await world.RunAsync(story);

        foreach (var incident in await world.IncidentsAsync())
        {
            var events = await world.Store.ReadEventsAsync(incident.Id);
            var written = events.Select(happened => (Name: EventJson.NameOf(happened), Form: EventJson.FormOf(happened), Bytes: EventJson.Write(happened))).ToList();
            var read = written.Select(entry => EventJson.Read(entry.Name, entry.Form, entry.Bytes)).ToList();

            Assert.Equal(written.Select(entry => entry.Bytes), read.Select(EventJson.Write));
            var snapshot = SnapshotJson.Write(incident);
            Assert.Equal(snapshot, SnapshotJson.Write(Incident.Fold(read)));
            Assert.Equal(snapshot, SnapshotJson.Write(SnapshotJson.Read(snapshot)));
            Assert.Equal(Enumerable.Range(1, events.Length).Select(number => (long)number), events.Select(happened => happened.Sequence));
            Assert.True(events.Zip(events.Skip(1)).All(pair => pair.First.RecordedAt <= pair.Second.RecordedAt));
        }
    }

    [Property(MaxTest = Stories, EndSize = 120, Arbitrary = [typeof(Laws.Stories)])]
    public async Task Next_due_is_never_later_than_a_pending_deadline_and_later_than_now_after_a_tick(StoryStep[] story)
    {
        await using var world = new World();
        foreach (var step in story)
        {
            await world.RunAsync(step);
            foreach (var incident in await world.IncidentsAsync())
            {
                foreach (var deadline in PendingDeadlines.Of(await world.Store.ReadEventsAsync(incident.Id)))
                {
                    Assert.True(incident.NextDueAt <= deadline, $"{incident.Reference}: next due {incident.NextDueAt}, pending {deadline}");
                }
            }

            if (step.Kind == StepKind.Tick)
            {
                Assert.All(await world.IncidentsAsync(), incident => Assert.True(incident.NextDueAt is null || incident.NextDueAt > world.Now));
            }
        }
    }

    [Property(MaxTest = Stories, EndSize = 120, Arbitrary = [typeof(Laws.Stories)])]
    public async Task No_page_begins_after_an_acknowledgement_committed_before(StoryStep[] story)
    {
        World? running = null;
        await using var world = new World
        {
            Began = async message =>
            {
                var incident = await running!.Store.FindAsync(message.IncidentId);
                Assert.False(message.Kind == MessageKind.Page && (incident!.IsAcknowledged || !incident.IsActive), $"{message.Key} began after {incident!.Acknowledgement}");
            },
        };
        running = world;
        await world.RunAsync(story);
    }

    [Property(MaxTest = Stories, EndSize = 120, Arbitrary = [typeof(Laws.Stories)])]
    public async Task Refused_command_changes_nothing(StoryStep[] story)
    {
        World? running = null;
        await using var world = new World
        {
            Around = async (incident, _, execute) =>
            {
                var before = await StateAsync(running!, incident);
                var outcome = await execute();
                if (!outcome.IsAccepted)
                {
                    Assert.Equal(before, await StateAsync(running!, incident));
                    Assert.Empty(outcome.Events);
                    Assert.NotEmpty(outcome.Rejection!.Message);
                }
            },
        };
        running = world;
        await world.RunAsync(story);
    }

    [Property(MaxTest = Stories, EndSize = 120, Arbitrary = [typeof(Laws.Stories)])]
    public async Task What_a_command_does_does_not_depend_on_whether_the_tick_of_a_moment_ago_had_run(StoryStep[] story, FsCheck.NonNegativeInt seconds, FsCheck.NonNegativeInt first, FsCheck.NonNegativeInt second)
    {
        await using var world = new World();
        await world.RunAsync(story);
        foreach (var incident in await world.IncidentsAsync())
        {
            // Often exactly at a deadline: that is where the order matters.
            var deadlines = PendingDeadlines.Of(await world.Store.ReadEventsAsync(incident.Id)).Where(due => due > world.Now).Order().ToArray();
            var now = deadlines.Length > 0 && first.Get % 2 == 0
                ? deadlines[seconds.Get % deadlines.Length]
                : world.Now + Duration.FromSeconds(1 + (seconds.Get % 7200));
            var command = World.Command(incident, first.Get % 1000, second.Get % 1000, now);
            var ticked = Deciding.Decide(incident, new Tick { By = Actor.System }, now - Duration.FromTicks(10)).Incident!;

            var without = Deciding.Decide(incident, command, now);
            var with = Deciding.Decide(ticked, command, now);

            Assert.Equal(with.Rejection?.ToString(), without.Rejection?.ToString());
            if (with.Rejection is null)
            {
                Assert.Equal(Deciding.Standing(with.Incident!), Deciding.Standing(without.Incident!));
            }
        }
    }

    [Fact]
    public async Task Random_stories_reach_every_phase_and_every_event()
    {
        var phases = new HashSet<IncidentPhase>();
        var events = new HashSet<string>();
        var (accepted, refused) = (0, 0);
        var seed = new FsCheck.Rnd(20260302, 7919);
        foreach (var story in Laws.Stories.Story().Generator.Sample(120, seed, 300))
        {
            await using var world = new World();
            await world.RunAsync(story);
            accepted += world.Accepted;
            refused += world.Refused;
            foreach (var incident in await world.IncidentsAsync())
            {
                var timeline = await world.Store.ReadEventsAsync(incident.Id);
                phases.UnionWith(timeline.OfType<PhaseChanged>().SelectMany(change => new[] { change.From, change.To }));
                events.UnionWith(timeline.Select(EventJson.NameOf));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{accepted} accepted, {refused} refused; never seen: {string.Join(", ", EventJson.Names.Except(events))}");
        Assert.Equal(Enum.GetValues<IncidentPhase>(), phases.Order());
        Assert.True(accepted * 10 > (accepted + refused) * 3, $"{accepted} accepted, {refused} refused");
        Assert.Empty(EventJson.Names.Except(events));
    }

    private static async Task<string> StateAsync(World world, Incident incident)
    {
        var current = (await world.Store.FindAsync(incident.Id))!;
        var rows = await world.Store.ReadOutboxAsync(incident.Id);
        var events = await world.Store.ReadEventsAsync(incident.Id);
        return $"{Convert.ToBase64String(SnapshotJson.Write(current))} {events.Length} {string.Join('|', rows)} {current.NextDueAt} {await world.Store.NextDueAsync()} {await world.Store.NextOutboxDueAsync([])}";
    }
}
