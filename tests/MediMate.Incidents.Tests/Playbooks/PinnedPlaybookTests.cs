using NodaTime;

namespace MediMate.Incidents.Tests.Playbooks;

public sealed class PinnedPlaybookTests
{
    private static readonly Actor Aisyah = Actor.Person("aisyah");

    /// <summary>Gets the example as edited later: other ladder times, another text, a laxer window.</summary>
    private static Playbook Edited { get; } = TestPlaybooks.Example with
    {
        Ladders =
        [
            .. TestPlaybooks.Example.Ladders.Select(ladder => ladder with
            {
                Cycle = Duration.FromHours(4),
                Steps = [.. ladder.Steps.Select(step => step with { Offset = step.Offset * 3 })],
            }),
        ],
        Templates = [TestPlaybooks.Example.Templates[0], TestPlaybooks.Example.Templates[1] with { Text = "Edited: [brief description]" }],
    };

    [Fact]
    public async Task Incident_keeps_the_ladder_that_it_started_under_while_texts_stay_live()
    {
        await using var before = new Engine();
        var incident = await before.SignalAsync();

        await using var after = new Engine(Edited, incidents => incidents.UseStore(before.Store));
        await after.AdvanceAsync(Duration.FromMinutes(10));

        Assert.Equal(["5:00 Page ben", "10:00 Page chen"], after.Sent());
        Assert.All(after.Sms.Messages, entry => Assert.Equal("Edited: Complete app down", entry.Message.Body));
        Assert.Equal(incident.PlaybookHash, (await after.Incidents.FindAsync(incident.Id))!.PlaybookHash);
        Assert.NotNull(await after.Incidents.ExplainAsync(incident.Id));
    }

    [Fact]
    public async Task Playbook_is_kept_once_when_many_first_commands_come_at_once()
    {
        var kept = 0;
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = new Laws.CheckingStore
        {
            KeepsPlaybook = () =>
            {
                kept++;
                return release.Task;
            },
        };
        await using var engine = new Engine(configure: incidents => incidents.UseStore(store));

        var signals = Enumerable.Range(0, 50).Select(number => engine.Incidents.SignalAsync(new Signal { Summary = "UI glitch", Key = $"K{number}" }).AsTask()).ToList();
        release.SetResult();
        await Task.WhenAll(signals);

        Assert.Equal(1, kept);
    }

    [Fact]
    public async Task New_cycle_pins_the_playbook_of_its_time()
    {
        await using var before = new Engine();
        var incident = await before.SignalAsync("UI glitch");
        await before.Incidents.ResolveAsync(incident.Id, "aisyah", "mended", verified: true, UserImpact.None);

        await using var after = new Engine(Edited, incidents => incidents.UseStore(before.Store));
        var reopened = await after.DoAsync(incident, new Reopen { By = Aisyah, Reason = "it is back" });

        Assert.Equal(PlaybookJson.Hash(Edited), reopened.Incident!.PlaybookHash);
    }

    [Fact]
    public async Task New_cycle_keeps_its_playbook_when_the_new_one_lacks_its_level()
    {
        await using var before = new Engine();
        var incident = await before.SignalAsync("UI glitch");
        await before.AcceptAsync(incident, new Cancel { By = Aisyah, Reason = "false alarm" });

        var without = Edited with { Levels = Edited.Levels.RemoveAt(3), Ladders = Edited.Ladders.RemoveAt(3) };
        await using var after = new Engine(without, incidents => incidents.UseStore(before.Store));
        var restored = await after.DoAsync(incident, new Restore { By = Aisyah, Reason = "it was real" });

        Assert.True(restored.IsAccepted, restored.Rejection?.ToString());
        Assert.Equal(incident.PlaybookHash, restored.Incident!.PlaybookHash);
    }

    [Fact]
    public async Task Store_without_the_playbook_of_an_incident_says_so()
    {
        await using var before = new Engine();
        var incident = await before.SignalAsync();
        var other = new InMemoryIncidentStore();
        await other.ExecuteAsync(
            [new StoreRequest()],
            (_, _) => new StoreDecision { Changes = [new IncidentChange { ExpectedVersion = 0, After = incident, Events = [], HeldKeys = [], NextDueAt = null }] });

        await using var after = new Engine(Edited, incidents => incidents.UseStore(other));

        var refused = await Assert.ThrowsAsync<IncidentStoreException>(() => after.DoAsync(incident, new AddNote { By = Aisyah, Text = "x" }).AsTask());
        Assert.StartsWith("MMI3005", refused.Message, StringComparison.Ordinal);
    }
}
