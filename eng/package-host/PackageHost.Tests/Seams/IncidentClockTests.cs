using System.Collections.Immutable;
using MediMate.Incidents;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace PackageHost.Tests.Seams;

public sealed class IncidentClockTests
{
    [Fact]
    public async Task Clock_of_a_host_starts_stops_and_runs_out_like_any_other()
    {
        await using var harness = SchoolPlaybook.Start(incidents => incidents.AddClock<FirstWordClock>());
        var opened = await harness.Incidents.SignalAsync(SchoolPlaybook.Outage);

        await harness.AdvanceAsync(Duration.FromMinutes(11));
        await harness.Incidents.AcknowledgeAsync(opened.Incident!.Id, "aisyah");

        var late = Assert.Single(harness.Lines, line => line["clock"] == "firstWord" && line.Event is "ClockBreached");
        Assert.Equal("2026-03-02T10:10:00+08:00", late["at"]);
        Assert.Equal(ClockResult.Breached, (await harness.Incidents.FindAsync(opened.Incident.Id))!.Clocks.Single(clock => clock.Name == "firstWord").Result);
    }

    private sealed class FirstWordClock : IIncidentClock
    {
        public string Name => "firstWord";

        public ImmutableArray<decimal> Warnings => [];

        public Duration? TargetAt(string level) => level == "P0" ? Duration.FromMinutes(10) : null;

        public ClockMove MoveOn(IncidentEvent happened, Incident incident) => happened switch
        {
            IncidentDeclared => ClockMove.Start,
            Acknowledged => ClockMove.Stop,
            _ => ClockMove.None,
        };
    }
}
