using FsCheck.Xunit;
using NodaTime;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>What holds of signals whatever silences, merges and resolutions come in between.</summary>
[Properties(MaxTest = 150, EndSize = 120, Arbitrary = [typeof(Stories)])]
public sealed class SignalLaws
{
    private static readonly Actor Ben = Actor.Person("ben");

    private static readonly Playbook Patient = TestPlaybooks.Example with { ReopenWithin = Duration.FromDays(365), GroupBy = "team" };

    [Property]
    public async Task Every_signal_is_counted_once(StoryStep[] story)
    {
        await using var engine = new Engine(Patient);
        var sent = 0L;
        foreach (var step in story)
        {
            sent += await TakeAsync(engine, step);
        }

        await engine.AdvanceAsync(Duration.FromDays(3));
        var incidents = await IncidentsAsync(engine);
        var silences = await engine.Incidents.ListSilencesAsync();

        Assert.Equal(sent, incidents.SelectMany(incident => incident.Keys).Sum(key => key.Count) + silences.SelectMany(silence => silence.Entries).Where(entry => entry.IsQuiet).Sum(entry => entry.Count - entry.Counted));
        Assert.All(silences, silence => Assert.NotNull(silence.OverAt));
        Assert.DoesNotContain(silences.SelectMany(silence => silence.Entries), entry => entry.IsFiring);

        // A key has one holder at most, and what fires is known to somebody.
        var held = incidents.Where(incident => incident.IsActive).SelectMany(incident => incident.Keys).Select(key => key.Key).ToList();
        Assert.Equal(held.Count, held.Distinct(StringComparer.Ordinal).Count());
        foreach (var incident in incidents)
        {
            Assert.Equal(SnapshotJson.Write(incident), SnapshotJson.Write(Incident.Fold(await engine.TimelineAsync(incident))));
        }
    }

    private static async Task<long> TakeAsync(Engine engine, StoryStep step)
    {
        var incidents = engine.Incidents;
        switch (step.First % 10)
        {
            case < 5:
                await incidents.SignalAsync(Signal(step));
                return 1;
            case 5:
                await incidents.SignalAsync(Signal(step) with { IsResolved = true });
                return 0;
            case 6:
                var from = step.Second % 3 == 0 ? engine.Now + Duration.FromMinutes(step.Second % 20) : engine.Now;
                await incidents.SilenceAsync(new StartSilence
                {
                    By = Ben,
                    Match = Label.From([new("service", $"s{step.Second % 2}")]),
                    From = from,
                    Until = from + Duration.FromMinutes(1 + (step.Second % 60)),
                    Reason = "work",
                });
                return 0;
            case 7:
                engine.Time.Advance(TimeSpan.FromMinutes(step.Second % 30));
                if (step.Second % 2 == 0)
                {
                    await incidents.RunDueAsync();
                }

                return 0;
            case 8:
                var silences = await incidents.ListSilencesAsync();
                if (silences.Length > 0)
                {
                    await incidents.EndSilenceAsync(silences[step.Second % silences.Length].Id, Ben);
                }

                return 0;
            default:
                await EndAsync(engine, step);
                return 0;
        }
    }

    /// <summary>Ends an incident: resolved, or as a duplicate of another.</summary>
    private static async Task EndAsync(Engine engine, StoryStep step)
    {
        var incidents = await IncidentsAsync(engine);
        if (incidents.Count == 0)
        {
            return;
        }

        var incident = incidents[step.Second % incidents.Count];
        IncidentCommand command = step.Second % 3 == 0
            ? new Resolve { By = Ben, Summary = "mended", IsVerified = true, UserImpact = UserImpact.None }
            : new Cancel { By = Ben, Reason = "the same", DuplicateOf = incidents[step.First % incidents.Count].Id };
        await engine.DoAsync(incident, command);
    }

    private static Signal Signal(StoryStep step) => new()
    {
        Summary = "UI glitch",
        Key = $"K{step.Second % 6}",
        Labels = Label.From([new("service", $"s{step.Second % 2}"), new("team", $"t{step.Second % 4}")]),
    };

    private static async Task<List<Incident>> IncidentsAsync(Engine engine)
    {
        var found = new List<Incident>();
        for (var number = 1; await engine.Incidents.FindByReferenceAsync($"INC-{number}") is { } incident; number++)
        {
            found.Add(incident);
        }

        return found;
    }
}
