namespace MediMate.Incidents.Tests.Signals;

public sealed class AttachedSignalTests
{
    [Fact]
    public async Task Attached_key_is_held_from_then_on()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        var attached = await engine.Incidents.AttachSignalAsync(incident.Id, "ben", "it flickers", "K2");
        var signalled = await engine.SignalAsync(key: "K2");

        Assert.Equal(incident.Id, signalled.Id);
        Assert.Equal(("it flickers", 1L), (attached.Events.OfType<SignalsObserved>().Single().Summary, attached.Incident!.Keys[1].Count));
        Assert.Equal(2, signalled.Keys[1].Count);
    }

    [Fact]
    public async Task Refusal_names_the_holder_and_what_can_be_done()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.SignalAsync(key: "K2");

        var refused = await engine.Incidents.AttachSignalAsync(incident.Id, "ben", "it flickers", "K2");

        Assert.Equal("MMI2040", refused.Rejection?.Code);
        Assert.Contains("INC-2", refused.Rejection!.Message, StringComparison.Ordinal);
        Assert.Contains("duplicate", refused.Rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_incidents_that_race_for_a_key_give_one_holder_and_refusals()
    {
        await using var engine = new Engine();
        var incidents = new List<Incident>();
        for (var i = 0; i < 8; i++)
        {
            incidents.Add(await engine.SignalAsync(key: $"own-{i}"));
        }

        var outcomes = await Task.WhenAll(incidents.Select(incident => Task.Run(
            () => engine.Incidents.AttachSignalAsync(incident.Id, "ben", "it flickers", "K1").AsTask())));

        Assert.Single(outcomes, outcome => outcome.IsAccepted);
        Assert.All(outcomes.Where(outcome => !outcome.IsAccepted), outcome => Assert.Equal("MMI2040", outcome.Rejection!.Code));
    }

    [Fact]
    public async Task Unknown_incident_is_refused()
    {
        await using var engine = new Engine();

        Assert.Equal("MMI2001", (await engine.Incidents.AttachSignalAsync(default, "ben", "it flickers", "K1")).Rejection?.Code);
    }
}
