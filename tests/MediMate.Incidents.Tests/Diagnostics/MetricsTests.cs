using System.Diagnostics.Metrics;
using MediMate.Incidents.Tests.Laws;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Tests.Diagnostics;

/// <summary>What the meter tells of a run, and what the page says of it.</summary>
public sealed class MetricsTests : IDisposable
{
    private static readonly Actor Ben = Actor.Person("ben");

    private readonly ServiceProvider _metrics = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricRecorder _recorder;
    private readonly IMeterFactory _factory;

    public MetricsTests()
    {
        _factory = _metrics.GetRequiredService<IMeterFactory>();
        _recorder = new MetricRecorder(_factory);
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public async Task Page_lists_every_figure_with_its_kind_unit_and_attributes()
    {
        await RunAsync();
        _recorder.Observe();

        var emitted = _recorder.Measured.GroupBy(measured => measured.Name).Select(group =>
            $"{group.Key} {group.First().Kind} {group.First().Unit} {string.Join(' ', group.SelectMany(measured => measured.Attributes.Keys).Distinct().Order(StringComparer.Ordinal))}".TrimEnd());

        Assert.Equal(Documented().Order(StringComparer.Ordinal), emitted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_attribute_holds_a_person_a_key_or_a_reference()
    {
        await RunAsync();
        _recorder.Observe();

        Assert.All(
            _recorder.Measured.SelectMany(measured => measured.Attributes.Values).Select(value => value!.ToString()!),
            value => Assert.DoesNotContain(value, (string[])["aisyah", "ben", "chen", "ems", "K1", "K2", "INC-1", "INC-2"]));
    }

    [Fact]
    public async Task Each_thing_counts_once()
    {
        await RunAsync();
        _recorder.Observe();

        Assert.Equal(1, _recorder.Sum("medimate.incidents.declared level=P0 source=monitoring"));
        Assert.Equal(1, _recorder.Sum("medimate.incidents.declared level=P1 source=user"));
        Assert.Equal(2, _recorder.Sum("medimate.incidents.signals outcome=counted source=monitoring"));
        Assert.Equal(1, _recorder.Sum("medimate.incidents.escalation.exhausted level=P0"));
        Assert.Equal(1, _recorder.Sum("medimate.incidents.clock.results clock=response level=P0 result=breached"));
        Assert.Equal(1, _recorder.Sum("medimate.incidents.clock.results clock=response level=P1 result=met"));
        Assert.Equal(120, _recorder.Sum("medimate.incidents.acknowledgement.duration level=P1"));
        Assert.Equal(1, _recorder.Sum("medimate.incidents.messages channel=sms kind=page outcome=suppressed"));
        Assert.Equal(1, _recorder.Sum("medimate.incidents.messages channel=sms kind=page outcome=failed"));
        Assert.Equal(1, _recorder.Sum("medimate.incidents.unattended"));
        Assert.Equal(1, _recorder.Sum("medimate.incidents.open level=P0"));
        Assert.Equal(1, _recorder.Sum("medimate.incidents.open level=P1"));
        Assert.Equal(1, _recorder.Measured.Count(measured => measured.ToString() == "medimate.incidents.command.duration command=BeginContainment outcome=refused"));
    }

    [Fact]
    public async Task Meter_of_a_host_without_a_factory_is_its_own()
    {
        await using var engine = new Engine();

        Assert.NotNull(engine.Incidents);
        Assert.Empty(_recorder.Measured);
    }

    private static IEnumerable<string> Documented() => File.ReadAllLines(Repository.PathOf("docs", "features", "diagnostics.md"))
        .Where(line => line.StartsWith("| `medimate.", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => $"{cells[0].Trim('`')} {cells[1]} {cells[2].Trim('`')} {cells[3].Replace("`", string.Empty, StringComparison.Ordinal).Replace(",", string.Empty, StringComparison.Ordinal).Trim('–')}".TrimEnd());

    /// <summary>A P0 for which nobody comes, a P1 that is acknowledged while a page is about to go out, a tick that throws.</summary>
    private async Task RunAsync()
    {
        var store = new CheckingStore();
        await using var engine = new Engine(configure: incidents => incidents.UseStore(store).Services.AddSingleton(_factory));
        await engine.SignalAsync();
        await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down", Key = "K1" });
        await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down", Key = "K1" });
        engine.Sms.Instead = (message, _) => Task.FromResult(message.To == "ems" && engine.Now > Engine.Start + Duration.FromMinutes(50) ? DeliveryResult.Failed("no") : DeliveryResult.Delivered());
        await engine.AdvanceAsync(Duration.FromMinutes(61));

        var second = (await engine.Incidents.SignalAsync(new Signal { Summary = "security risk", Key = "K2", Source = SignalSource.User })).Incident!;
        await engine.Dispatcher.BeginDueAsync(CancellationToken.None);
        await engine.Dispatcher.WhenIdleAsync(CancellationToken.None);
        engine.Time.Advance(TimeSpan.FromMinutes(2));
        await engine.AcceptAsync(second, new Acknowledge { By = Ben });
        Assert.False((await engine.DoAsync(second, new BeginContainment { By = Ben })).IsAccepted);
        await engine.Incidents.RunDueAsync();

        store.Fault = request => request.Id is not null ? new IncidentStoreException("broken row") : null;
        await engine.AdvanceAsync(Duration.FromMinutes(20));
        store.Fault = null;
    }
}
