using MediMate.Incidents.Tests.Laws;
using NodaTime;

namespace MediMate.Incidents.Tests.Core;

public sealed class IncidentDeciderTests
{
    [Fact]
    public async Task Record_never_runs_backwards_when_the_clock_does()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync();

        var decision = Deciding.Decide((await engine.Store.FindAsync(incident.Id))!, new AddNote { By = Actor.Person("aisyah"), Text = "x" }, engine.Now - Duration.FromHours(1));

        Assert.Equal(engine.Now, decision.Events.Single().RecordedAt);
    }

    [Fact]
    public async Task Command_of_an_instant_comes_before_the_deadlines_of_that_instant()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync();
        var atDue = Engine.Start + Duration.FromMinutes(5);

        var note = Deciding.Decide((await engine.Store.FindAsync(incident.Id))!, new AddNote { By = Actor.Person("aisyah"), Text = "x" }, atDue);
        Assert.Equal(["NoteAdded"], note.Events.Select(EventJson.NameOf));

        var tick = Deciding.Decide(note.Incident!, new Tick { By = Actor.System }, atDue);
        Assert.Equal(["EscalationStepDue"], tick.Events.Select(EventJson.NameOf));
    }
}
