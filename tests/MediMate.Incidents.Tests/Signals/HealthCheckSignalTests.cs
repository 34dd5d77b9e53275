using MediMate.Incidents.Tests.Laws;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace MediMate.Incidents.Tests.Signals;

/// <summary>Health checks as the host's own service runs them, on virtual time.</summary>
public sealed class HealthCheckSignalTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(Engine.Start.ToDateTimeOffset());
    private readonly Dictionary<string, HealthCheckResult> _results = new(StringComparer.Ordinal) { ["database"] = HealthCheckResult.Healthy() };
    private readonly List<IncidentCommit> _commits = [];
    private ServiceProvider? _services;

    private ServiceProvider Services => _services ??= Build();

    private IIncidentResponse Incidents => Services.GetRequiredService<IIncidentResponse>();

    [Fact]
    public async Task Unhealthy_check_declares_under_its_name_with_its_tags_as_labels()
    {
        _results["database"] = HealthCheckResult.Unhealthy("host db-1, user admin", data: new Dictionary<string, object>(StringComparer.Ordinal) { ["password"] = "secret" });

        await ReportAsync();

        var incident = (await Incidents.FindByReferenceAsync("INC-1"))!;
        Assert.Equal("health check database is unhealthy", incident.Summary);
        Assert.Equal(["check=database", "ready=true", "service=login", "team=blue"], incident.Labels.Select(label => $"{label.Name}={label.Value}"));
        Assert.Equal("health/database", incident.Keys.Single().Key);
        Assert.Equal(SignalSource.Check, Events().OfType<IncidentDeclared>().Single().Source);
    }

    [Fact]
    public async Task Healthy_check_makes_the_key_quiet_and_only_changes_are_told()
    {
        await ReportAsync();
        _results["database"] = HealthCheckResult.Unhealthy();
        await ReportAsync();
        await ReportAsync();
        _results["database"] = HealthCheckResult.Healthy();
        await ReportAsync();
        await ReportAsync();

        Assert.Equal(["IncidentDeclared", "KeyQuiet", "AllKeysQuiet"], Events().Select(EventJson.NameOf).Where(name => name is not ("ClockStarted" or "EscalationStarted" or "EscalationStepDue")));
    }

    [Fact]
    public async Task Check_that_goes_on_being_unhealthy_is_told_again_in_its_interval()
    {
        _results["database"] = HealthCheckResult.Unhealthy();
        for (var i = 0; i < 5; i++)
        {
            await ReportAsync();
            _time.Advance(TimeSpan.FromSeconds(30));
        }

        // At 0, 60 and 120 seconds.
        Assert.Equal(3, (await Incidents.FindByReferenceAsync("INC-1"))!.Keys.Single().Count);
    }

    [Fact]
    public async Task What_an_earlier_process_left_firing_is_over_with_the_first_report()
    {
        await Incidents.SignalAsync(new Signal { Summary = "health check database is unhealthy", Key = "health/database" });

        await ReportAsync();

        Assert.True((await Incidents.FindByReferenceAsync("INC-1"))!.IsQuiet);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Degraded_check_fires_only_where_the_host_says_so(bool fires)
    {
        _services = Build(options => options.FiresWhenDegraded = fires);
        _results["database"] = HealthCheckResult.Degraded("slow");

        await ReportAsync();

        Assert.Equal(fires, await Incidents.FindByReferenceAsync("INC-1") is not null);
    }

    [Fact]
    public async Task Description_and_another_prefix_are_the_hosts_choice()
    {
        _services = Build(options =>
        {
            options.IncludesDescription = true;
            options.KeyPrefix = "hub/";
        });
        _results["database"] = HealthCheckResult.Unhealthy("Complete app down");

        await ReportAsync();

        var incident = (await Incidents.FindByReferenceAsync("INC-1"))!;
        Assert.Equal(("health check database is unhealthy: Complete app down", "hub/database", "P0"), (incident.Summary, incident.Keys.Single().Key, incident.Severity.Level));
    }

    [Fact]
    public async Task Engines_own_check_declares_nothing()
    {
        Services.GetRequiredService<EngineHealth>().Failed("loop", new InvalidOperationException("broken"));

        var report = await ReportAsync();

        Assert.Equal(HealthStatus.Unhealthy, report.Entries["incident-response"].Status);
        Assert.Empty(Events());
    }

    [Fact]
    public async Task Store_that_is_away_does_not_throw_into_the_host_and_the_next_report_tells()
    {
        var store = new CheckingStore { Fault = _ => new IncidentStoreException("away") { IsTransient = true } };
        _services = Build(store: store);
        _results["database"] = HealthCheckResult.Unhealthy();
        await ReportAsync();
        Assert.Empty(Events());

        store.Fault = null;
        await ReportAsync();

        Assert.NotNull(await Incidents.FindByReferenceAsync("INC-1"));
    }

    [Fact]
    public void Interval_out_of_its_range_is_refused()
    {
        _services = Build(options => options.RepeatEvery = TimeSpan.Zero);

        var refused = Assert.Throws<OptionsValidationException>(() => Services.GetRequiredService<IOptions<HealthCheckSignalOptions>>().Value);
        Assert.Contains("MMI0011", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_publishes_its_checks_by_itself()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var declared = new TaskCompletionSource<IncidentCommit>();
        builder.Services.AddHealthChecks().AddCheck("database", () => HealthCheckResult.Unhealthy());
        builder.Services.Configure<HealthCheckPublisherOptions>(options => options.Delay = TimeSpan.Zero);
        builder.Services.AddIncidentResponse(incidents => incidents
            .UsePlaybook(TestPlaybooks.Example)
            .UseContactDirectory(new TestDirectory())
            .AddNotificationChannel("sms", new MemoryChannel())
            .AddHealthCheckSignals()
            .AddObserver(new Observer(commit =>
            {
                if (commit.Events.Any(happened => happened is IncidentDeclared))
                {
                    declared.TrySetResult(commit);
                }
            })));
        using var host = builder.Build();
        await host.StartAsync();

        Assert.Equal("health/database", (await declared.Task.WaitAsync(TimeSpan.FromSeconds(30))).Incident!.Keys.Single().Key);
        await host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    private ServiceProvider Build(Action<HealthCheckSignalOptions>? configure = null, IIncidentStore? store = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddHealthChecks()
            .AddIncidentResponse()
            .AddCheck("database", () => _results["database"], ["ready", "service=login", "team:blue", "service=other"]);
        services.AddIncidentResponse()
            .UsePlaybook(TestPlaybooks.Example)
            .UseStore(store ?? new InMemoryIncidentStore())
            .AddNotificationChannel("sms", new MemoryChannel())
            .AddHealthCheckSignals()
            .AddHealthCheckSignals(configure)
            .AddObserver(new Observer(_commits.Add));
        return services.BuildServiceProvider();
    }

    private async Task<HealthReport> ReportAsync()
    {
        var report = await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        await Assert.Single(Services.GetServices<IHealthCheckPublisher>()).PublishAsync(report, TestContext.Current.CancellationToken);
        return report;
    }

    private IEnumerable<IncidentEvent> Events() => _commits.SelectMany(commit => commit.Events);

    private sealed class Observer(Action<IncidentCommit> see) : IIncidentObserver
    {
        public void OnCommitted(IncidentCommit commit) => see(commit);
    }
}
