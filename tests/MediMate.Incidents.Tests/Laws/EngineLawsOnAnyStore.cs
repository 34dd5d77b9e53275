using FsCheck.Xunit;
using NodaTime;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>What holds whatever happens in whatever order. FsCheck prints the seed of a failure by itself.</summary>
public abstract class EngineLawsOnAnyStore
{
    [Property]
    public async Task Same_input_gives_the_same_decision(StoryStep[] story)
    {
        await using var world = NewWorld();

        // The store asks for every decision twice and compares.
        await world.RunAsync(story);
    }

    [Property]
    public async Task Events_and_snapshot_read_back_and_folded_are_the_same_bytes(StoryStep[] story)
    {
        await using var world = NewWorld();
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

    [Property]
    public async Task Next_due_is_never_later_than_a_pending_deadline_and_later_than_now_after_a_tick(StoryStep[] story)
    {
        await using var world = NewWorld();
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

    [Property]
    public async Task No_page_begins_after_an_acknowledgement_committed_before(StoryStep[] story)
    {
        await using var world = NewWorld();
        world.Began = async message =>
        {
            var incident = await world.Store.FindAsync(message.IncidentId);
            Assert.False(message is { Kind: MessageKind.Page, Escalation: not null } && (incident!.IsAcknowledged || !incident.IsActive), $"{message.Key} began after {incident!.Acknowledgement}");
        };
        await world.RunAsync(story);
    }

    [Property]
    public async Task Refused_command_changes_nothing(StoryStep[] story)
    {
        await using var world = NewWorld();
        world.Around = async (incident, _, execute) =>
        {
            var before = await StateAsync(world, incident);
            var outcome = await execute();
            if (!outcome.IsAccepted)
            {
                Assert.Equal(before, await StateAsync(world, incident));
                Assert.Empty(outcome.Events);
                Assert.NotEmpty(outcome.Rejection!.Message);
            }
        };
        await world.RunAsync(story);
    }

    [Property]
    public async Task What_a_command_does_does_not_depend_on_whether_the_tick_of_a_moment_ago_had_run(StoryStep[] story, FsCheck.NonNegativeInt seconds, FsCheck.NonNegativeInt first, FsCheck.NonNegativeInt second)
    {
        await using var world = NewWorld();
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

    /// <summary>Makes a world with an empty store.</summary>
    private protected abstract World NewWorld();

    private static async Task<string> StateAsync(World world, Incident incident)
    {
        var current = (await world.Store.FindAsync(incident.Id))!;
        var rows = await world.Store.ReadOutboxAsync(incident.Id);
        var events = await world.Store.ReadEventsAsync(incident.Id);
        return $"{Convert.ToBase64String(SnapshotJson.Write(current))} {events.Length} {string.Join('|', rows)} {current.NextDueAt} {await world.Store.NextDueAsync()} {await world.Store.NextOutboxDueAsync([])}";
    }
}
