using MediMate.Incidents.Tests.Laws;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using NodaTime;

namespace MediMate.Incidents.Tests.Diagnostics;

/// <summary>What the health check says of the work of a store.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Engine_that_has_nothing_to_do_is_healthy()
    {
        await using var engine = new Engine();

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(engine)).Status);
    }

    [Theory]
    [InlineData(59, HealthStatus.Healthy)]
    [InlineData(60, HealthStatus.Degraded)]
    [InlineData(299, HealthStatus.Degraded)]
    [InlineData(300, HealthStatus.Unhealthy)]
    public async Task What_is_due_and_waits_makes_it_degraded_then_unhealthy(int seconds, HealthStatus status)
    {
        await using var engine = new Engine();
        await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down", Key = "K1" });
        engine.Time.Advance(TimeSpan.FromSeconds(seconds));

        var report = await CheckAsync(engine);

        Assert.Equal(status, report.Status);
        Assert.Equal(TimeSpan.FromSeconds(seconds), report.Data["outboxAge"]);
    }

    [Fact]
    public async Task Ladder_that_reached_nobody_is_named_until_somebody_acknowledges()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(46));

        var report = await CheckAsync(engine);
        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Equal("Everybody was called and nobody attends to INC-1.", report.Description);
        Assert.Equal(["INC-1"], (string[])report.Data["unattendedIncidents"]);

        await engine.AcceptAsync(incident, new Acknowledge { By = Actor.Person("ben") });
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(engine)).Status);
    }

    [Fact]
    public async Task Tick_that_fails_three_times_is_named_until_it_moves_on()
    {
        var store = new CheckingStore();
        await using var engine = new Engine(configure: incidents => incidents.UseStore(store));
        var incident = await engine.SignalAsync();
        store.Fault = request => request.Id == incident.Id ? new IncidentStoreException("broken row") : null;
        engine.Time.Advance(TimeSpan.FromMinutes(5));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HealthStatus.Healthy, (await CheckAsync(engine, isLate: false)).Status);
            await engine.Incidents.RunDueAsync();
            engine.Time.SetUtcNow((await engine.Store.NextDueAsync())!.Value.ToDateTimeOffset());
        }

        Assert.Equal(["INC-1"], (string[])(await CheckAsync(engine)).Data["quarantinedIncidents"]);

        store.Fault = null;
        await engine.Incidents.RunDueAsync();
        Assert.Equal(0, (await CheckAsync(engine)).Data["quarantined"]);
    }

    private static async Task<HealthCheckResult> CheckAsync(Engine engine, bool isLate = true)
    {
        var options = new IncidentResponseOptions();
        if (!isLate)
        {
            options.OverdueDegradedAfter = options.OverdueUnhealthyAfter = TimeSpan.FromDays(1);
        }

        var check = new IncidentHealthCheck(new EngineHealth(), engine.Store, new EngineClock(engine.Time), Options.Create(options));
        var context = new HealthCheckContext { Registration = new HealthCheckRegistration("incident-response", check, failureStatus: null, tags: null) };
        return await check.CheckHealthAsync(context, TestContext.Current.CancellationToken);
    }
}
